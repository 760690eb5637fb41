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
  private let file: Int32
  /// Why the file cannot be used at all.
  private(set) var refusal: String?

  /// An export that nothing was read of yet.
  init(file: Int32, accountFolder: String?, dateOrder: DateOrder?) {
    self.file = file
    fields = FieldDecoding(
      layout: ColumnLayout(xmlKind: .licenses), file: file, accountFolder: accountFolder,
      dateOrder: dateOrder, diagnostics: [])
    fields.rows.kind = nil
  }

  /// Takes what the reader found next.
  mutating func take(_ event: XMLReader.Event) {
    guard refusal == nil else { return }
    switch event {
    case .start(let name, let attributes, let place): start(name, attributes, place)
    case .end: end()
    case .text(let text): take(text)
    }
  }

  /// Keeps text where it means something, lest the blanks of a whole file pile up in its root, and
  /// only so much of an address as shows that it is too long.
  private mutating func take(_ text: [UInt8]) {
    guard skipped == 0, let last = stack.last, last.name == "additional-email",
      last.text.count <= CSVReader.longestField
    else { return }
    stack[stack.count - 1].text += text
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
      if !name.isEmpty { note("unknown-element", "element", name, place) }
      return
    }
    var element = Element(name: name, place: place)
    for (key, value) in attributes {
      if let column = known[key] {
        element.values[column] = (value, place)
      } else {
        note("unknown-attribute", "attribute", key, of: name, place)
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
      let written = String(decoding: TextCleaning.repaired(version[...]).text, as: UTF8.self)
      refusal = "version \(written.quoted) of \(name) is not known (expected 1)"
      return
    }
    fields.rows.kind = name == "license-export" ? .licenses : .preferences
    for (key, _) in attributes where key != "version" {
      note("unknown-attribute", "attribute", key, of: name, place)
    }
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
        Array("\"".utf8) + name.replacing("\"".utf8, with: "\"\"".utf8) + Array("\"".utf8)
      }
      user.values[.virtualAccounts] = (Array(quoted.joined(separator: ";".utf8)), user.place)
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
    for column in Column.allCases {
      let start = record.bytes.count
      let value = values[column]
      if let value { record.bytes += value.bytes }
      let place = value?.place ?? element.place
      if (value?.bytes.count ?? 0) > CSVReader.longestField { record.fault = .fieldTooLong }
      record.fields.append(
        Record.Field(
          range: start..<record.bytes.count, line: place.line, column: place.column))
    }
    fields.layout = ColumnLayout(xmlKind: kind)
    fields.record = record
    fields.decodeRecord()
  }

  private mutating func note(
    _ code: String, _ what: String, _ name: String, of element: String? = nil,
    _ place: XMLReader.Place
  ) {
    let owner = element.map { " of \($0.quoted)" } ?? ""
    guard noted.insert("\(code) \(name)\(owner)").inserted else { return }
    fields.rows.diagnostics.append(
      .note(
        code, "\(what) \(name.quoted)\(owner) is not known and is ignored", value: name,
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
