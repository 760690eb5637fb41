@testable import Exports
@testable import Licensing

/// What may be known of a file before its header is read.
private let expectations: [HeaderExpectation] = {
  var licenses = ExportRule()
  licenses.kind = .licenses
  licenses.columns = ["quantity": "Count", "license": "What"]
  var preferences = ExportRule()
  preferences.kind = .preferences
  preferences.accountDomain = "acme.example"
  var parted = ExportRule()
  parted.delimiter = UInt8(ascii: "|")
  parted.virtualAccount = "A"
  return [
    HeaderExpectation(accountFolder: nil, rule: nil),
    HeaderExpectation(accountFolder: "acme.example", rule: nil),
    HeaderExpectation(accountFolder: nil, rule: licenses),
    HeaderExpectation(accountFolder: nil, rule: preferences),
    HeaderExpectation(accountFolder: "acme.example", rule: parted),
  ]
}()

/// The first byte says what is known of the file, the second how much of the rest comes first.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard count >= 2 else { return 0 }
  let bytes = [UInt8](UnsafeBufferPointer(start: start + 2, count: count - 2))
  let expectation = expectations[Int(start[0]) % expectations.count]
  let whole = CSVHeader.find(in: bytes[...], isWhole: true, expectation)
  check(whole, in: bytes, expectation)
  let length = Int(start[1]) * bytes.count / 255
  let first = CSVHeader.find(in: bytes[..<length], isWhole: false, expectation)
  if case .incomplete = first { return 0 }
  precondition(facts(first) == facts(whole), "what follows a piece changes the choice")
  return 0
}

private func facts(_ search: CSVHeader.Search) -> [String] {
  switch search {
  case .incomplete: ["incomplete"]
  case .refused(let refusal, let line): ["\(line)", refusal.diagnostic(at: place).message]
  case .found(let header):
    ["\(header.end) \(header.lineBehind) \(header.delimiter) \(header.layout.kind)"]
      + header.layout.names + header.diagnostics(file: 0).map(\.message)
  }
}

private let place = SourceLocation(file: 0, line: 1, column: 1)

private func check(
  _ search: CSVHeader.Search, in bytes: [UInt8], _ expectation: HeaderExpectation
) {
  switch search {
  case .incomplete: preconditionFailure("nothing comes behind a whole file")
  case .refused(let refusal, let line):
    precondition((1...20).contains(line), "a header is looked for in 20 lines")
    check(refusal.diagnostic(at: place))
  case .found(let header):
    precondition((2...21).contains(header.lineBehind) && header.end <= bytes.count, "its end")
    for diagnostic in header.diagnostics(file: 0) {
      check(diagnostic)
      precondition(diagnostic.location.line < header.lineBehind, "a problem is in the header")
    }
    check(header.layout)
    checkTurned(header, expectation)
  }
}

private func check(_ diagnostic: Diagnostic) {
  precondition(diagnostic.message.utf8.allSatisfy { $0 >= 32 }, "a message is one line")
}

private func check(_ layout: ColumnLayout) {
  let indices = Column.allCases.compactMap { layout.index(of: $0) } + layout.moreStatuses
  precondition(Set(indices).count == indices.count, "a field means one thing")
  precondition(indices.allSatisfy { $0 < layout.fieldCount }, "a column has a field")
  precondition(layout.leastFieldCount <= layout.fieldCount, "a record can be long enough")
}

/// The same names from last to first mean the same, where no two columns want to mean one thing.
private func checkTurned(_ header: CSVHeader, _ expectation: HeaderExpectation) {
  let layout = header.layout
  guard layout.unused.isEmpty, layout.moreStatuses.isEmpty, expectation.rule?.delimiter == nil,
    !layout.names.contains("")
  else { return }
  let line = layout.names.reversed().map { name in
    "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }.joined(separator: ",")
  let again = CSVHeader.find(in: Array("sep=,\n\(line)\n".utf8)[...], isWhole: true, expectation)
  guard case .found(let turned) = again else {
    preconditionFailure("turned, it is no header: \(line)")
  }
  precondition(turned.layout.kind == layout.kind, "turned, it is of another kind")
  for column in Column.allCases {
    let index = turned.layout.index(of: column).map { layout.fieldCount - 1 - $0 }
    precondition(index == layout.index(of: column), "turned, \(column) is another field")
  }
}
