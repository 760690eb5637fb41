internal import Licensing
internal import Rendering

/// Tonight's lines of an account as `account.json` writes them, each found in the bytes.
///
/// Where the previous run's file has the same bytes, no line of it is read.
struct LineTexts: Sendable {
  let lines: [MemoryLine]
  /// `[[...],[...]]`.
  let bytes: [UInt8]
  /// Where each line ends in the bytes; it begins one byte behind the line before.
  private let ends: [Int]

  init(of account: SmartAccount, texts: TextTable) {
    let lines = account.memoryLines(texts: texts)
    var json = JSONText()
    var ends: [Int] = []
    ends.reserveCapacity(lines.count)
    json.reserveCapacity(lines.count * 112)
    json.array { json in
      for line in lines {
        json.line(line, of: account, texts)
        ends.append(json.bytes.count)
      }
    }
    (self.lines, bytes, self.ends) = (lines, json.bytes, ends)
  }

  /// The bytes of a line.
  func text(of line: Int) -> ArraySlice<UInt8> {
    bytes[(line == 0 ? 1 : ends[line - 1] + 1)..<ends[line]]
  }
}

extension JSONText {
  /// A line of an account that was read.
  fileprivate mutating func line(
    _ line: MemoryLine, of account: SmartAccount, _ texts: TextTable
  ) {
    let license = account.licenses[line.license]
    array { json in
      json.text(nil, account.virtualAccounts[license.virtualAccount], texts)
      json.text(nil, license.name, texts)
      json.text(nil, line.sku, texts)
      json.text(nil, line.type, texts)
      json.text(nil, line.subscription, texts)
      json.number(nil, line.quantity)
      json.day(nil, line.start)
      json.end(nil, line.end)
    }
  }

  /// A line of any run.
  mutating func line(_ line: AccountLine) {
    array { json in
      json.text(nil, bytes: line.key.virtualAccount[...])
      json.text(nil, bytes: line.key.license[...])
      json.text(nil, bytes: line.key.sku[...])
      json.text(nil, bytes: line.key.type[...])
      json.text(nil, bytes: line.key.subscription[...])
      json.number(nil, line.facts.quantity)
      json.day(nil, line.facts.start)
      json.end(nil, line.facts.end)
    }
  }
}
