internal import Licensing

/// An entry of a list while it is read: its facts, and those of each of its details.
///
/// Facts come in any order, so that its rows are decoded where it ends, or later, where the account
/// or virtual account it is in is known only then.
struct JSONEntry {
  /// A value as it was read, under its key.
  struct Value {
    let key: String
    let token: JSONReader.Token
    let text: [UInt8]
    let position: JSONReader.Position
  }

  /// What is wrong beside what decoding the values finds.
  struct Problem {
    var code: String
    var message: DiagnosticText
    var position: JSONReader.Position
  }

  /// A value of another type than its column's, which is ignored.
  private struct Ignored {
    var problem: Problem
    var column: Column
    /// The index of the detail it is of; nil: the entry's own.
    var detail: Int?
  }

  private struct Fact {
    var column: Column
    var field: Record.Field
    /// Its key is none that the portal has for it, so that one that is replaces it.
    var isByOtherName = false
  }

  private struct Detail {
    var position: JSONReader.Position
    /// Why its row is rejected.
    var fault: Problem?
    /// How many of the details' facts come before its own.
    var first: Int
  }

  /// The columns that hold counts; all others hold text.
  private static let counts: Set<Column> = [.assignedQuantity, .quantity, .inUse]
  /// The columns without which a row is rejected.
  private static let needed: Set<Column> = [
    .license, .virtualAccount, .quantity, .productInstance, .alert,
  ]
  private static let ofDetails: Set<Column> = [
    .licenseType, .quantity, .startDate, .endDate, .subscription, .sku, .termStatus,
  ]
  /// The most details that are kept of one entry.
  private static let mostDetails = 10_000
  private static let mostBytes = 4 << 20

  let list: JSONList
  let position: JSONReader.Position
  private(set) var hasDetails = false
  /// Why all its rows are rejected.
  private var fault: Problem?
  private var facts: [Fact] = []
  private var details: [Detail] = []
  private var detailFacts: [Fact] = []
  private var bytes: [UInt8] = []
  /// Values that are ignored.
  private var ignored: [Ignored] = []

  /// An entry that begins here.
  init(of list: JSONList, at position: JSONReader.Position) {
    self.list = list
    self.position = position
  }

  /// Whether it has more details, or longer ones, than are kept until it ends.
  var isTooLarge: Bool { details.count > Self.mostDetails || bytes.count > Self.mostBytes }

  /// The limit as a message says it.
  static let limit = "\(mostDetails) details or \(mostBytes >> 20) MiB of them"

  /// About how much memory it takes.
  var size: Int {
    200 + bytes.count + 24 * (facts.count + detailFacts.count) + 64 * details.count
      + 200 * ignored.count
  }

  /// Whether it says anything of a column itself.
  func states(_ column: Column) -> Bool {
    facts.contains { $0.column == column && !$0.field.range.isEmpty }
  }

  /// Turns to a detail of it that begins here.
  mutating func beginDetail(at position: JSONReader.Position) {
    details.append(Detail(position: position, first: detailFacts.count))
  }

  /// Takes the list of its details, or what is in its place.
  mutating func takeDetails(_ value: Value) {
    if hasDetails { return reject(Self.repeated(value)) }
    hasDetails = true
    if value.token == .array || value.token == .nothing { return }
    reject(Self.mistyped(value, "a list"))
  }

  /// Takes what is in the place of an object with facts.
  mutating func takeNoObject(_ value: Value, isDetail: Bool) {
    let what = isDetail ? "a license's detail" : list.entry
    let problem = Problem(
      code: "bad-type", message: "\(what) is \(value.token.name) (expected an object)",
      position: value.position)
    if isDetail { rejectDetail(problem) } else { reject(problem) }
  }

  /// Takes the value of a column, of the entry or of its last detail.
  mutating func take(
    _ value: Value, as column: Column, isDetail: Bool, isByOtherName: Bool = false
  ) {
    let own = isDetail ? detailFacts[(details.last?.first ?? 0)...] : facts[...]
    if let index = own.firstIndex(where: { $0.column == column }) {
      if isByOtherName { return }
      guard !own[index].isByOtherName else {
        if isDetail { detailFacts.remove(at: index) } else { facts.remove(at: index) }
        return take(value, as: column, isDetail: isDetail)
      }
      let problem = Self.repeated(value)
      return isDetail ? rejectDetail(problem) : reject(problem)
    }
    let start = bytes.count
    switch value.token {
    case .text, .number: bytes += value.text
    case .nothing: break
    default:
      let problem = Self.mistyped(value, Self.counts.contains(column) ? "a number" : "text")
      if !Self.needed.contains(column) {
        ignored.append(
          Ignored(problem: problem, column: column, detail: isDetail ? details.count - 1 : nil))
      } else if isDetail {
        rejectDetail(problem)
      } else {
        reject(problem)
      }
    }
    let field = Record.Field(
      start: Int32(start), end: Int32(bytes.count), line: value.position.line,
      column: value.position.column)
    let fact = Fact(column: column, field: field, isByOtherName: isByOtherName)
    if isDetail { detailFacts.append(fact) } else { facts.append(fact) }
  }

  /// Takes a fact of what is around it, unless it states its own.
  mutating func inherit(_ text: [UInt8], as column: Column, at position: JSONReader.Position) {
    guard !states(column) else { return }
    facts.removeAll { $0.column == column }
    let start = bytes.count
    bytes += text
    facts.append(
      Fact(
        column: column,
        field: Record.Field(
          start: Int32(start), end: Int32(bytes.count), line: position.line,
          column: position.column)))
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
      code: "duplicate-key", message: "duplicate key \(value.key.quoted)",
      position: value.position)
  }

  private static func mistyped(_ value: Value, _ expected: String) -> Problem {
    Problem(
      code: "bad-type",
      message: "\(value.key.quoted) is \(value.token.name) (expected \(expected))",
      position: value.position)
  }
}

extension JSONEntry {
  /// Decodes its rows: one a detail, or one where it has none.
  func decode(into fields: inout RowDecoder, file: Int32) {
    prepare(&fields)
    fields.beginRecord(isInPart: false)
    for problem in ignored.map(\.problem) {
      fields.error(
        problem.code, problem.message, loss: .value, at: location(problem.position, file))
    }
    defer { fields.mistypedColumns = 0 }
    guard !details.isEmpty else {
      fields.mistypedColumns = mistypedColumns(ofDetail: nil)
      if list == .licenses, facts.contains(where: { Self.ofDetails.contains($0.column) }) {
        // It is its one term itself, with all its seats.
        fields.record.fields[Column.quantity.rawValue] =
          fields.record.fields[Column.assignedQuantity.rawValue]
      }
      return decodeRow(Detail(position: position, first: 0), into: &fields, file: file)
    }
    for (index, detail) in details.enumerated() {
      let end = index + 1 < details.count ? details[index + 1].first : detailFacts.count
      let own = detailFacts[detail.first..<end]
      let ofEntry = own.map { fields.record.fields[$0.column.rawValue] }
      for fact in own { fields.record.fields[fact.column.rawValue] = fact.field }
      if !ignored.isEmpty { fields.mistypedColumns = mistypedColumns(ofDetail: index) }
      decodeRow(detail, into: &fields, file: file)
      for (fact, field) in zip(own, ofEntry) {
        fields.record.fields[fact.column.rawValue] = field
      }
    }
  }

  /// Makes the entry's own facts the record of its kind.
  private func prepare(_ fields: inout RowDecoder) {
    switch list {
    case .licenses, .licenseSubscriptions: fields.layout.kind = .licenses
    case .alerts: fields.layout.kind = .alerts
    case .devices: fields.layout.kind = .instances
    }
    fields.layout.isPortalExport = list == .licenses
    fields.layout.holdsSubscriptions = list == .licenseSubscriptions
    fields.layout.needsVirtualAccount = list != .devices
    fields.forgetTexts()
    fields.record.isPlain = bytes.span.isPrintable
    // What is missing is missed where the entry begins, a fact of a detail where the detail does.
    for column in Column.allCases {
      fields.record.fields[column.rawValue] =
        Self.ofDetails.contains(column)
        ? Record.Field(column: 0)
        : Record.Field(line: position.line, column: position.column)
    }
    for fact in facts { fields.record.fields[fact.column.rawValue] = fact.field }
  }

  /// By column a bit: the values of a detail, or of the entry, that are of another type.
  private func mistypedColumns(ofDetail index: Int?) -> UInt64 {
    ignored.reduce(0) { bits, ignored in
      ignored.detail == nil || ignored.detail == index
        ? bits | 1 << UInt64(ignored.column.rawValue) : bits
    }
  }

  private func decodeRow(_ detail: Detail, into fields: inout RowDecoder, file: Int32) {
    fields.record.line = detail.position.line
    fields.record.column = detail.position.column
    fields.record.fault = nil
    if !fields.record.isPlain {
      let holdsNUL = fields.record.fields.contains { bytes[$0.range].contains(0) }
      if holdsNUL { fields.record.fault = .nulByte }
    }
    let isTooLong = fields.record.fields.contains { $0.range.count > CSVReader.longestField }
    if isTooLong { fields.record.fault = .fieldTooLong }
    if let fault = fault ?? detail.fault {
      fields.rejectRecord(
        fault.code, fault.message, at: location(fault.position, file), bytes.span)
    } else {
      fields.decodeRecord(bytes.span, isInPart: true)
    }
  }

  private func location(_ position: JSONReader.Position, _ file: Int32) -> SourceLocation {
    SourceLocation(file: file, line: position.line, column: position.column)
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
