internal import Licensing

/// Turns the elements of our two XML schemas, version 1, into the records a CSV export would give.
struct XMLExport {
  private struct Element {
    var name: String
    /// By column, the attribute's bytes and the place of its start tag's end.
    var values: [Column: (bytes: [UInt8], place: XMLReader.Place)] = [:]
    var hasTerm = false
    var text: [UInt8] = []
    var names: [[UInt8]] = []
    var addresses: [[UInt8]] = []
    var place: XMLReader.Place
  }

  private(set) var fields: FieldDecoding
  private var stack: [Element] = []
  /// Elements open below one that is skipped, that one included.
  private var skipped = 0
  private var noted: Set<String> = []
  private let reader = XMLReader()
  private let file: Int32
  /// Why the file cannot be used at all.
  private(set) var refusal: String?

  /// An export that nothing was read of yet.
  init(file: Int32, accountFolder: String?, dateOrder: DateOrder?) {
    self.file = file
    let format = ExportFormat(
      file: file, layout: ColumnLayout(xmlKind: .licenses), delimiter: 0,
      accountFolder: accountFolder, dateOrder: dateOrder)
    fields = FieldDecoding(format: format)
    var texts = TextTable()
    fields.begin(format, texts: &texts)
    fields.rows.kind = nil
  }

  /// Reads the next bytes.
  mutating func read(_ piece: Span<UInt8>, isLast: Bool) {
    reader.read(piece, isLast: isLast)
    for event in reader.takeEvents() { take(event) }
  }

  /// The rows; of a document that cannot be used only the reason.
  consuming func finish(_ whole: ExportRows) -> ExportRows {
    func rejected(_ code: String, _ message: String, _ place: XMLReader.Place) -> ExportRows {
      var rows = whole
      rows.diagnostics.append(.error(code, message, loss: .file, at: location(place)))
      return rows
    }
    if let refusal {
      return rejected("unknown-kind", refusal, XMLReader.Place(line: 1, column: 1))
    }
    switch reader.failure {
    case nil: break
    case .doctype(let at): return rejected("doctype", "a DOCTYPE is not accepted", at)
    case .tooDeep(let at):
      return rejected("too-deep", "elements lie deeper than \(XMLReader.deepest)", at)
    case .malformed(let message, let at) where fields.rows.kind == nil:
      return rejected("malformed-xml", message, at)
    case .malformed(let message, let at):
      fields.rows.isCutShort = true
      fields.rows.diagnostics.append(
        .error("malformed-xml", message, loss: .rest, at: location(at)))
    }
    return fields.rows
  }

  private func location(_ place: XMLReader.Place) -> SourceLocation {
    SourceLocation(file: file, line: place.line, column: place.column)
  }

  /// Takes what the reader found next.
  mutating func take(_ event: XMLReader.Event) {
    guard refusal == nil else { return }
    switch event {
    case .start(let name, let attributes, let place): start(name, attributes, place)
    case .end: end()
    case .text(let text): if skipped == 0, !stack.isEmpty { stack[stack.count - 1].text += text }
    }
  }

  private mutating func start(
    _ name: String, _ attributes: [(name: String, value: [UInt8])], _ place: XMLReader.Place
  ) {
    guard skipped == 0 else {
      skipped += 1
      return
    }
    guard let parent = stack.last else { return startRoot(name, attributes, place) }
    guard let known = Self.attributes(of: name, in: parent.name) else {
      skipped = 1
      if !name.isEmpty { note("unknown-element", "element '\(name)'", place) }
      return
    }
    var element = Element(name: name, place: place)
    for (key, value) in attributes {
      if let column = known[key] {
        element.values[column] = (value, place)
      } else {
        note("unknown-attribute", "attribute '\(key)' of '\(name)'", place)
      }
    }
    if name == "term" { stack[stack.count - 1].hasTerm = true }
    stack.append(element)
  }

  private mutating func startRoot(
    _ name: String, _ attributes: [(name: String, value: [UInt8])], _ place: XMLReader.Place
  ) {
    guard name == "license-export" || name == "preference-export" else {
      refusal = "neither a license-export nor a preference-export"
      return
    }
    let version = attributes.first { $0.name == "version" }?.value ?? []
    guard version == Array("1".utf8) else {
      let written = String(decoding: version, as: UTF8.self)
      refusal = "version \(written.quoted) of \(name) is not known (expected 1)"
      return
    }
    fields.rows.kind = name == "license-export" ? .licenses : .preferences
    stack.append(Element(name: name, place: place))
  }

  private mutating func end() {
    guard skipped == 0 else {
      skipped -= 1
      return
    }
    guard let element = stack.popLast() else { return }
    switch element.name {
    case "term": decode(element, as: .licenses)
    case "license" where !element.hasTerm: decodeWithoutTerm(element)
    case "product-instance": decode(element, as: .instances)
    case "event": decode(element, as: .events)
    case "user": decodeUser(element)
    case "virtual-account" where stack.last?.name == "user":
      stack[stack.count - 1].names.append(element.values[.virtualAccount]?.bytes ?? [])
    case "additional-email":
      stack[stack.count - 1].addresses.append(element.text)
    default: break
    }
  }

  private mutating func decodeWithoutTerm(_ license: Element) {
    var license = license
    license.values[.quantity] = (Array("0".utf8), license.place)
    let kept = fields.rows.kept
    decode(license, as: .licenses)
    guard fields.rows.kept > kept else { return }
    fields.warning(
      "license-without-term", "the license has no term; it counts as one of quantity 0",
      at: SourceLocation(file: file, line: license.place.line, column: license.place.column))
  }

  private mutating func decodeUser(_ user: Element) {
    var user = user
    let scope = TextCleaning.trimmed((user.values[.virtualAccounts]?.bytes ?? [])[...])
    if scope != Array("*".utf8)[...] {
      let quoted = user.names.map { name in
        "\"" + String(decoding: name, as: UTF8.self).replacing("\"", with: "\"\"") + "\""
      }
      user.values[.virtualAccounts] = (Array(quoted.joined(separator: ";").utf8), user.place)
    }
    for column in [Column.alertEvents, .expiryWindows] {
      guard let value = user.values[column] else { continue }
      let words = value.bytes.split { $0 == 32 || (9...13).contains($0) }
      user.values[column] = (Array(words.joined(separator: ";".utf8)), value.place)
    }
    let addresses = user.addresses.joined(separator: ",".utf8)
    user.values[.additionalEmails] = (Array(addresses), user.place)
    decode(user, as: .preferences)
  }

  /// Lays the element's attributes and those it inherits out as a record, and decodes it.
  private mutating func decode(_ element: Element, as kind: ExportKind) {
    var values: [Column: (bytes: [UInt8], place: XMLReader.Place)] = [:]
    for level in stack + [element] {
      values.merge(level.values) { _, nearer in nearer }
    }
    var record = Record()
    record.line = element.place.line
    record.column = element.place.column
    var bytes: [UInt8] = []
    for column in Column.allCases {
      let start = Int32(bytes.count)
      let value = values[column]
      if let value { bytes += value.bytes }
      let place = value?.place ?? element.place
      if (value?.bytes.count ?? 0) > CSVReader.longestField { record.fault = .fieldTooLong }
      record.fields.append(
        Record.Field(
          start: start, end: Int32(bytes.count), line: place.line, column: place.column))
    }
    record.fieldCount = record.fields.count
    fields.layout = ColumnLayout(xmlKind: kind)
    fields.decode(record, bytes)
  }

  private mutating func note(_ code: String, _ what: String, _ place: XMLReader.Place) {
    guard noted.insert(what).inserted else { return }
    fields.rows.diagnostics.append(
      .note(
        code, "\(what) is not known and is ignored",
        at: SourceLocation(file: file, line: place.line, column: place.column)))
  }

  /// What the attributes of an element mean; nil where it may not stand in its parent.
  private static func attributes(of name: String, in parent: String) -> [String: Column]? {
    switch (parent, name) {
    case ("license-export", "smart-account"), ("preference-export", "smart-account"):
      ["domain": .accountDomain, "name": .accountName]
    case ("smart-account", "virtual-account"), ("user", "virtual-account"):
      ["name": .virtualAccount]
    case ("virtual-account", "license"): licenseAttributes
    case ("license", "term"): termAttributes
    case ("virtual-account", "product-instance"): instanceAttributes
    case ("virtual-account", "event"), ("smart-account", "event"):
      ["time": .time, "type": .event, "message": .message, "user": .user]
    case ("smart-account", "user"): userAttributes
    case ("user", "additional-email"): [:]
    default: nil
    }
  }

  private static let licenseAttributes: [String: Column] = [
    "name": .license, "sku": .sku, "billing-type": .billingType, "in-use": .inUse,
    "status": .status,
  ]

  private static let termAttributes: [String: Column] = [
    "type": .licenseType, "quantity": .quantity, "start-date": .startDate,
    "end-date": .endDate, "subscription-id": .subscription, "sku": .sku,
    "billing-type": .billingType,
  ]

  private static let instanceAttributes: [String: Column] = [
    "name": .productInstance, "product": .product, "registration-date": .registrationDate,
    "registration-renewed": .registrationRenewed, "authorization-date": .authorizationDate,
    "last-contact": .lastContact, "status": .status,
  ]

  private static let userAttributes: [String: Column] = [
    "email": .email, "role": .role, "daily-summary": .dailySummary,
    "status-notification": .statusNotification, "virtual-accounts": .virtualAccounts,
    "alert-events": .alertEvents, "expiry-windows": .expiryWindows, "locale": .locale,
  ]
}
