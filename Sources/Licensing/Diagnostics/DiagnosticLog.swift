/// Diagnostics in order, each in some twenty bytes, so that a million of them are no burden.
///
/// What the problems of one kind share (code, severity, loss, the words of the sentence) is kept
/// once. Of each problem there is one entry of bytes:
///
///     kind | file | line | column | account | value | the sentence's values
///
/// Numbers are written seven bits a byte. An account that is the one before and a value that the
/// sentence quotes take a single byte.
package struct DiagnosticLog: Sendable {
  /// An entry's parts, as ranges of the bytes.
  fileprivate struct Entry {
    var kind: Int
    var location: SourceLocation
    /// nil: the account is not known.
    var account: Range<Int>?
    /// The value and those of the sentence, as they are written.
    var values: Range<Int>
  }

  /// At this interval there is an entry that needs none before it to be read.
  private static let stride = 64

  private var kinds = DiagnosticKinds()
  private var bytes: [UInt8] = []
  /// Where each entry begins whose number is a multiple of `stride`.
  private var starts: [Int] = []
  /// The account of the last entry.
  private var lastAccount: Range<Int>?
  /// How many there are.
  package private(set) var count = 0

  /// A log without problems.
  package init() {}

  /// These problems, in this order.
  package init(_ diagnostics: some Sequence<Diagnostic>) {
    for diagnostic in diagnostics { append(diagnostic) }
  }

  /// Several logs, each sorted by location, as one; problems of one location stay in this order.
  package init(merging logs: [DiagnosticLog]) {
    let logs = logs.filter { !$0.isEmpty }
    self.init()
    if logs.count == 1 { self = logs[0] }
    guard logs.count > 1 else { return }
    let maps = logs.map { kinds.indices(of: $0.kinds) }
    var cursors = logs.map { Cursor(log: $0) }
    var heads = cursors.indices.map { cursors[$0].take() }
    while let first = Self.first(of: heads), let entry = heads[first] {
      append(entry, kind: maps[first][entry.kind], of: logs[first], movedBy: 0)
      heads[first] = cursors[first].take()
    }
  }

  /// Whether there are none.
  package var isEmpty: Bool { count == 0 }

  /// How many there are of a severity.
  package func count(of severity: Diagnostic.Severity) -> Int { kinds.count(of: severity) }

  /// Adds a problem at the end.
  package mutating func append(_ diagnostic: Diagnostic) {
    begin(kinds.index(of: DiagnosticKinds.Kind(diagnostic)), diagnostic.location)
    if let account = diagnostic.account {
      let account = Array(account.utf8)
      append(account: account.span)
    } else {
      appendWithoutAccount()
    }
    let quoted = diagnostic.value?.quoted
    if let value = diagnostic.value { bytes.append(text: value) } else { bytes.append(number: 0) }
    for value in diagnostic.text.values {
      if value == quoted { bytes.append(number: 0) } else { bytes.append(text: value) }
    }
  }

  /// Adds those of another log, moved down the file by some lines.
  ///
  /// Those of the codes that are asked about are added where `keeps` says so.
  package mutating func append(
    contentsOf other: DiagnosticLog, movedBy lines: Int32 = 0, asking codes: Set<String> = [],
    _ keeps: (Diagnostic) -> Bool = { _ in true }
  ) {
    let isAsked = other.kinds.have(codes)
    if isEmpty, lines == 0, !isAsked.contains(true) {
      self = other
      return
    }
    let map = kinds.indices(of: other.kinds)
    var cursor = Cursor(log: other)
    while let entry = cursor.take() {
      if isAsked[entry.kind], !keeps(other.diagnostic(entry)) { continue }
      append(entry, kind: map[entry.kind], of: other, movedBy: lines)
    }
  }

  /// Those of these codes; the others are not even read.
  package func filter(codes: Set<String>) -> [Diagnostic] {
    let isWanted = kinds.have(codes)
    guard isWanted.contains(true) else { return [] }
    var found: [Diagnostic] = []
    var cursor = Cursor(log: self)
    while let entry = cursor.take() {
      if isWanted[entry.kind] { found.append(diagnostic(entry)) }
    }
    return found
  }

  /// Those of each account, by its domain.
  package var byAccount: [String: DiagnosticLog] {
    var logs: [String: DiagnosticLog] = [:]
    for diagnostic in self {
      if let account = diagnostic.account { logs[account, default: []].append(diagnostic) }
    }
    return logs
  }

  /// The problems with these numbers, which count from 0.
  package subscript(_ numbers: Range<Int>) -> [Diagnostic] {
    if numbers.isEmpty { return [] }
    precondition(numbers.lowerBound >= 0 && numbers.upperBound <= count, "no such diagnostic")
    var cursor = Cursor(log: self, stretch: numbers.lowerBound / Self.stride)
    var found: [Diagnostic] = []
    while cursor.number < numbers.upperBound, let entry = cursor.take() {
      if cursor.number > numbers.lowerBound { found.append(diagnostic(entry)) }
    }
    return found
  }
}

extension DiagnosticLog: Sequence, ExpressibleByArrayLiteral {
  package init(arrayLiteral diagnostics: Diagnostic...) { self.init(diagnostics) }

  package struct Iterator: IteratorProtocol {
    fileprivate var cursor: Cursor

    package mutating func next() -> Diagnostic? {
      cursor.take().map(cursor.log.diagnostic)
    }
  }

  package func makeIterator() -> Iterator { Iterator(cursor: Cursor(log: self)) }

  package var underestimatedCount: Int { count }

  fileprivate func diagnostic(_ entry: Entry) -> Diagnostic {
    let kind = kinds[entry.kind]
    var index = entry.values.lowerBound
    let value = bytes.text(at: &index)
    let quoted = value?.quoted ?? ""
    let values = (0..<kind.valueCount).map { _ in bytes.text(at: &index) ?? quoted }
    return Diagnostic(
      location: entry.location, severity: kind.severity, code: kind.code,
      text: DiagnosticText(words: kind.words, values: values), loss: kind.loss, value: value,
      account: entry.account.map { String(decoding: bytes[$0], as: UTF8.self) },
      field: kind.field)
  }
}

/// Order.
extension DiagnosticLog {
  /// Sorts by location; problems of one location stay in the order they were found.
  package mutating func sort() {
    var order: [(location: SourceLocation, start: Int, account: Range<Int>?)] = []
    guard !isSorted else { return }
    order.reserveCapacity(count)
    var cursor = Cursor(log: self)
    while true {
      let start = cursor.index
      guard let entry = cursor.take() else { break }
      order.append((entry.location, start, entry.account))
    }
    // The entries of one location have different starts, in the order they were found.
    order.sort { ($0.location, $0.start) < ($1.location, $1.start) }
    var sorted = DiagnosticLog()
    let map = sorted.kinds.indices(of: kinds)
    for (_, start, account) in order {
      var index = start
      var before = account
      let entry = entry(at: &index, &before)
      sorted.append(entry, kind: map[entry.kind], of: self, movedBy: 0)
    }
    self = sorted
  }

  private var isSorted: Bool {
    var cursor = Cursor(log: self)
    var last: SourceLocation?
    while let entry = cursor.take() {
      if let last, entry.location < last { return false }
      last = entry.location
    }
    return true
  }

  /// Which of the entries is at the first location; nil where there is none.
  private static func first(of heads: [Entry?]) -> Int? {
    var best: (index: Int, location: SourceLocation)?
    for (index, head) in heads.enumerated() {
      guard let location = head?.location else { continue }
      if let known = best, known.location <= location { continue }
      best = (index, location)
    }
    return best?.index
  }
}

/// Writing and reading entries.
extension DiagnosticLog {
  /// A gap between two entries of a log.
  fileprivate struct Cursor {
    let log: DiagnosticLog
    var index = 0
    var number = 0
    private var account: Range<Int>?

    /// Before the first entry of a stretch; an account there is always written out.
    init(log: DiagnosticLog, stretch: Int = 0) {
      self.log = log
      guard stretch > 0 else { return }
      (index, number) = (log.starts[stretch], stretch * DiagnosticLog.stride)
    }

    /// The entry after the gap, which moves past it.
    fileprivate mutating func take() -> Entry? {
      guard index < log.bytes.count else { return nil }
      number += 1
      return log.entry(at: &index, &account)
    }
  }

  private mutating func append(
    _ entry: Entry, kind: Int, of other: DiagnosticLog, movedBy lines: Int32
  ) {
    begin(kind, lines == 0 ? entry.location : entry.location.moved(down: lines))
    if let account = entry.account {
      append(account: other.bytes.span.extracting(account))
    } else {
      appendWithoutAccount()
    }
    bytes += other.bytes[entry.values]
  }

  private mutating func begin(_ kind: Int, _ location: SourceLocation) {
    if count % Self.stride == 0 {
      starts.append(bytes.count)
      lastAccount = nil
    }
    count += 1
    kinds.count(kind)
    bytes.append(number: kind)
    bytes.append(number: Int(location.file))
    bytes.append(number: Int(location.line))
    bytes.append(number: Int(location.column))
  }

  /// 0: none, 1: as before, else the length and 2.
  private mutating func append(account: Span<UInt8>) {
    if let last = lastAccount, last.count == account.count,
      bytes.span.isEqual(at: last.lowerBound, to: account, at: 0, account.count)
    {
      return bytes.append(number: 1)
    }
    bytes.append(number: account.count + 2)
    lastAccount = bytes.count..<bytes.count + account.count
    bytes.append(copying: account)
  }

  private mutating func appendWithoutAccount() {
    lastAccount = nil
    bytes.append(number: 0)
  }

  fileprivate func entry(at index: inout Int, _ account: inout Range<Int>?) -> Entry {
    let kind = bytes.number(at: &index)
    let location = SourceLocation(
      file: Int32(truncatingIfNeeded: bytes.number(at: &index)),
      line: Int32(truncatingIfNeeded: bytes.number(at: &index)),
      column: Int32(truncatingIfNeeded: bytes.number(at: &index)))
    switch bytes.number(at: &index) {
    case 0: account = nil
    case 1: break
    case let length:
      account = index..<index + length - 2
      index += length - 2
    }
    let start = index
    for _ in 0..<kinds[kind].valueCount + 1 {
      let length = bytes.number(at: &index)
      if length > 0 { index += length - 1 }
    }
    return Entry(kind: kind, location: location, account: account, values: start..<index)
  }
}
