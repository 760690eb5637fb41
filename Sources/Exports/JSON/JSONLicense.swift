internal import Licensing

/// A license of a response while it is read: its facts, and those of each of its details.
struct JSONLicense {
  /// A value as it was read, under its key.
  struct Value {
    let key: String
    let token: JSONReader.Token
    let text: [UInt8]
    let place: JSONReader.Place
  }

  /// What is wrong beside what decoding the values finds.
  private struct Problem {
    var code: String
    var message: DiagnosticText
    var place: JSONReader.Place
  }

  private struct Detail {
    var place: JSONReader.Place
    /// Why its row is rejected.
    var fault: Problem?
  }

  private static let ofLicense: [Column] = [
    .license, .virtualAccount, .assignedQuantity, .inUse, .status, .billingType,
  ]
  private static let ofDetail: [Column] = [
    .licenseType, .quantity, .startDate, .endDate, .subscription,
  ]
  /// A value of these is counted; one of the others is text.
  private static let counts: Set<Column> = [.assignedQuantity, .quantity, .inUse]
  /// A row without a good one of these is rejected.
  private static let needed: Set<Column> = [.license, .virtualAccount, .quantity, .endDate]

  private var place = JSONReader.Place()
  /// Why all its rows are rejected.
  private var fault: Problem?
  private(set) var hasDetails = false
  private var details: [Detail] = []
  /// In the order of `ofLicense`; column 0 where the key was not read.
  private var facts: [Record.Field] = []
  /// As many as `ofDetail` names for each detail.
  private var detailFacts: [Record.Field] = []
  private var bytes: [UInt8] = []
  /// Values that are ignored.
  private var ignored: [Problem] = []

  /// Whether it has more details, or longer ones, than are kept until a license ends.
  var isTooLarge: Bool { details.count > 10_000 || bytes.count > 4 << 20 }

  /// Turns to a license that begins here.
  mutating func begin(at place: JSONReader.Place) {
    self.place = place
    fault = nil
    hasDetails = false
    details.removeAll(keepingCapacity: true)
    facts.removeAll(keepingCapacity: true)
    facts += repeatElement(Record.Field(column: 0), count: Self.ofLicense.count)
    detailFacts.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    ignored.removeAll(keepingCapacity: true)
  }

  /// Turns to a detail of it that begins here.
  mutating func beginDetail(at place: JSONReader.Place) {
    details.append(Detail(place: place))
    detailFacts += repeatElement(Record.Field(column: 0), count: Self.ofDetail.count)
  }

  /// Takes the list of its details, or what stands in its place.
  mutating func takeDetails(_ value: Value) {
    if hasDetails { return reject(Self.repeated(value)) }
    hasDetails = true
    if value.token == .array || value.token == .nothing { return }
    reject(Self.mistyped(value, "a list"))
  }

  /// Takes what stands where an object with its facts is expected.
  mutating func takeNoObject(_ value: Value, isDetail: Bool) {
    let problem = Problem(
      code: "bad-type",
      message:
        "a license\(isDetail ? "'s detail" : "") is \(value.token.name) (expected an object)",
      place: value.place)
    if isDetail { rejectDetail(problem) } else { reject(problem) }
  }

  /// Takes the value of a column, of the license or of its last detail.
  mutating func take(_ value: Value, as column: Column, isDetail: Bool) {
    let columns = isDetail ? Self.ofDetail : Self.ofLicense
    guard let own = columns.firstIndex(of: column) else { return }
    let place = isDetail ? detailFacts.count - columns.count + own : own
    func reject(_ problem: Problem, _ license: inout JSONLicense) {
      if isDetail { license.rejectDetail(problem) } else { license.reject(problem) }
    }
    guard (isDetail ? detailFacts : facts)[place].column == 0 else {
      return reject(Self.repeated(value), &self)
    }
    let start = bytes.count
    switch value.token {
    case .text, .number: bytes += value.text
    case .nothing: break
    default:
      let problem = Self.mistyped(value, Self.counts.contains(column) ? "a number" : "text")
      if Self.needed.contains(column) { reject(problem, &self) } else { ignored.append(problem) }
    }
    let field = Record.Field(
      start: Int32(start), end: Int32(bytes.count), line: value.place.line,
      column: value.place.column)
    if isDetail { detailFacts[place] = field } else { facts[place] = field }
  }

  private mutating func reject(_ problem: Problem) {
    fault = fault ?? problem
  }

  private mutating func rejectDetail(_ problem: Problem) {
    let last = details.count - 1
    details[last].fault = details[last].fault ?? problem
  }

  private static func repeated(_ value: Value) -> Problem {
    Problem(
      code: "duplicate-key", message: "the key \(value.key.quoted) stands twice (expected once)",
      place: value.place)
  }

  private static func mistyped(_ value: Value, _ expected: String) -> Problem {
    Problem(
      code: "bad-type",
      message: "\(value.key.quoted) is \(value.token.name) (expected \(expected))",
      place: value.place)
  }
}

extension JSONLicense {
  /// Decodes its rows: one a detail, or one where it has none.
  func decode(into fields: inout RowDecoder, file: Int32) {
    fields.beginRecord(isInPart: false)
    for problem in ignored {
      fields.error(
        problem.code, problem.message, loss: .value, at: location(problem.place, file))
    }
    fields.forgetTexts()
    fields.record.isPlain = bytes.span.isPlain
    for (column, field) in zip(Self.ofLicense, facts) {
      var field = field
      // One that is missing is missed where the license begins.
      if field.column == 0 { (field.line, field.column) = (place.line, place.column) }
      fields.record.fields[column.rawValue] = field
    }
    for column in Self.ofDetail {
      fields.record.fields[column.rawValue] = Record.Field(column: 0)
    }
    guard !details.isEmpty else {
      return decodeRow(Detail(place: place), into: &fields, file: file)
    }
    for (index, detail) in details.enumerated() {
      let first = index * Self.ofDetail.count
      for (own, column) in Self.ofDetail.enumerated() {
        fields.record.fields[column.rawValue] = detailFacts[first + own]
      }
      decodeRow(detail, into: &fields, file: file)
    }
  }

  private func decodeRow(_ detail: Detail, into fields: inout RowDecoder, file: Int32) {
    fields.record.line = detail.place.line
    fields.record.column = detail.place.column
    fields.record.fault = nil
    if !fields.record.isPlain {
      let holdsNUL = fields.record.fields.contains { bytes[$0.range].contains(0) }
      if holdsNUL { fields.record.fault = .nulByte }
    }
    let isTooLong = fields.record.fields.contains { $0.range.count > CSVReader.longestField }
    if isTooLong { fields.record.fault = .fieldTooLong }
    if let fault = fault ?? detail.fault {
      fields.rejectRecord(
        fault.code, fault.message, at: location(fault.place, file), bytes.span)
    } else {
      fields.decodeRecord(bytes.span, isInPart: true)
    }
  }

  private func location(_ place: JSONReader.Place, _ file: Int32) -> SourceLocation {
    SourceLocation(file: file, line: place.line, column: place.column)
  }
}

extension JSONReader.Token {
  /// As messages name it.
  var name: String {
    switch self {
    case .object: "an object"
    case .array: "a list"
    case .end, .key: "a mark"
    case .text: "text"
    case .number: "a number"
    case .yes: "true"
    case .no: "false"
    case .nothing: "null"
    }
  }
}
