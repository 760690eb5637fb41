import Testing

@testable import Exports
@testable import Licensing

struct BlankRunTests {
  /// Blanks at each two places of texts that are shorter and longer than a few words of memory.
  @Test(arguments: 0...26)
  func `A run of blanks is found wherever it is`(length: Int) {
    for first in 0..<length {
      for second in first..<length {
        var text = Array(repeating: UInt8(ascii: "a"), count: length)
        (text[first], text[second]) = (32, 32)
        let isFound = text.span.hasBlankRun
        #expect(isFound == (second == first + 1), "\(first), \(second)")
      }
    }
  }

  @Test(arguments: [[], [32], [33, 33], [0, 0], [160, 160], [0, 32], [32, 0xa0]] as [[UInt8]])
  func `Other bytes are no blanks`(text: [UInt8]) {
    let isFound = text.span.hasBlankRun
    #expect(!isFound)
  }

  @Test func `what was scanned of a table says nothing of the document after it`() throws {
    var decoder = ExportDecoder()
    let table = "account_domain,email,daily_summary\na.example,u@a.example,t\n"
    let document =
      "<preference-export version='1'><smart-account domain='a.example'>"
      + "<user email='u@a.example' daily-summary='not  checked'/></smart-account></preference-export>"
    var found: [Bool] = []
    for text in [table, document] {
      let rows = try rows(of: Array(text.utf8), &decoder)
      #expect(rows.diagnostics.isEmpty)
      found += rows.preferences.map(\.dailySummary)
    }
    #expect(found == [true, false])
  }

  /// The rows of a file that a decoder reads after others.
  private func rows(of bytes: [UInt8], _ decoder: inout ExportDecoder) throws -> ExportRows {
    var export = ExportFile(file: 0, accountFolder: nil, options: ExportOptions())
    var buffer = ExportBuffer(pieceSize: bytes.count)
    export.begin(&buffer, room: bytes.count)
    buffer.bytes.replaceSubrange(0..<bytes.count, with: bytes)
    buffer.count = bytes.count
    let part = try #require(export.cut(&buffer, from: 0, isLast: true))
    return decoder.decode(part, in: buffer).rows
  }
}
