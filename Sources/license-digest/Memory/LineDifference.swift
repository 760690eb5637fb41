internal import Licensing

/// Which lines only tonight has, and which only an earlier run had.
struct LineDifference {
  private let lines: LineTexts
  private let account: SmartAccount
  private let texts: TextTable
  /// By the bytes of tonight's lines, their indices.
  private var indices: [ArraySlice<UInt8>: Int] = [:]
  /// Tonight's lines that were not found in the run so far.
  private var left: Set<Int>
  /// Lines of the run that tonight has not.
  private var gone: [AccountLine] = []

  init(_ lines: LineTexts, of account: SmartAccount, texts: TextTable) {
    (self.lines, self.account, self.texts) = (lines, account, texts)
    left = Set(lines.lines.indices)
  }

  /// The run has exactly tonight's lines.
  mutating func takeAll() { left = [] }

  /// Takes the next line of the run; one with the bytes of tonight's is not read.
  mutating func take(_ cursor: inout MemoryCursor) throws(MemoryCursor.Damage) {
    if indices.isEmpty, !lines.lines.isEmpty {
      for index in lines.lines.indices { indices[lines.text(of: index)] = index }
    }
    _ = cursor.peek()
    let start = cursor.index
    try cursor.skipValue()
    if let index = indices[cursor.bytes[start..<cursor.index]] {
      left.remove(index)
    } else {
      var own = MemoryCursor(cursor.bytes, from: start)
      gone.append(try own.line())
    }
  }

  /// Turns from the lines of the file to those of the run before it.
  mutating func turnBack(gone lines: [AccountLine], lines base: [AccountLine]) {
    settle()
    let removed = Set(lines)
    gone.removeAll { removed.contains($0) }
    for index in self.lines.lines.indices where !left.contains(index) {
      if removed.contains(line(index)) { left.insert(index) }
    }
    gone += base
  }

  /// The lines only the run had, and the indices of those only tonight has.
  var result: (gone: [AccountLine], added: [Int]) {
    var copy = self
    copy.settle()
    return (AccountLine.sorted(copy.gone), copy.left.sorted())
  }

  /// Lines that are written in other bytes and say the same are the same.
  private mutating func settle() {
    if gone.isEmpty || left.isEmpty { return }
    var indices: [AccountLine: Int] = [:]
    for index in left { indices[line(index)] = index }
    gone.removeAll { line in
      guard let index = indices.removeValue(forKey: line) else { return false }
      left.remove(index)
      return true
    }
  }

  private func line(_ index: Int) -> AccountLine {
    AccountLine(lines.lines[index], in: account, texts: texts)
  }
}
