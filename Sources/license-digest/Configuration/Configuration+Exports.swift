internal import Exports
internal import Licensing
internal import Yams

/// The keys `exports` and `license_types`.
extension Configuration {
  private static let ruleKeys = [
    "files", "kind", "account_domain", "virtual_account", "columns", "date_order", "encoding",
    "delimiter", "thousands",
  ]

  /// `license_types: {STANDARD: perpetual}`.
  mutating func setLicenseTypes(_ node: Node, _ file: inout YAMLFile) {
    guard let mapping = node.mapping else {
      return file.fail(
        node, "'license_types' has no types (expected for example {STANDARD: perpetual})")
    }
    for (key, value) in mapping {
      let name = key.scalar?.string.lettersAndDigits ?? ""
      guard !name.isEmpty else {
        file.fail(key, "a license type is a word")
        continue
      }
      exportOptions.licenseTypes[name] = file.word(value, "license_types", as: LicenseType.self)
    }
  }

  /// A list of rules.
  mutating func setExports(_ node: Node, _ file: inout YAMLFile) {
    guard let sequence = node.sequence else {
      return file.fail(node, "'exports' is not a list of rules (expected - files: ...)")
    }
    for element in sequence {
      if let rule = Self.rule(element, &file) { exports.append(rule) }
    }
  }

  private static func rule(_ node: Node, _ file: inout YAMLFile) -> FileRule? {
    let values = file.values(of: node, keys: ruleKeys)
    guard let files = values.first(where: { $0.key == "files" })?.value else {
      file.fail(node, "the rule names no files (expected for example files: \"tool/*.csv\")")
      return nil
    }
    guard let pattern = PathPattern(file.text(files, "files") ?? "") else {
      file.fail(files, "'files' is not a path below the input (expected like tool/*.csv)")
      return nil
    }
    let position = node.mark.map { ":\($0.line):\($0.column)" } ?? ""
    var rule = FileRule(files: pattern, location: file.path + position)
    for (key, value) in values where key != "files" { rule.rule.set(key, value, &file) }
    return rule
  }
}

extension ExportRule {
  fileprivate mutating func set(_ key: String, _ node: Node, _ file: inout YAMLFile) {
    switch key {
    case "kind": setKind(node, &file)
    case "account_domain":
      accountDomain = file.text(node, key)?.lowercasedASCII
      if let domain = accountDomain, !EmailAddress.isDomain(domain) {
        file.fail(node, "'account_domain' is not a domain name (expected like acme.example)")
      }
    case "virtual_account": virtualAccount = file.text(node, key)
    case "columns": setColumns(node, &file)
    case "date_order":
      dateOrder = file.word(node, key, as: DateOrder.self)
    case "encoding":
      encoding = file.word(node, key, as: ExportEncoding.self)
    case "delimiter": delimiter = Self.byte(node, key, &file)
    default: thousands = Self.byte(node, key, &file)
    }
  }

  private mutating func setKind(_ node: Node, _ file: inout YAMLFile) {
    guard let word = file.text(node, "kind") else { return }
    kind = ExportKind(rawValue: word)
    if kind == nil {
      let kinds = ColumnMeaning.kinds.map(\.rawValue).joined(separator: ", ")
      file.fail(node, "'kind' is '\(word)' (expected one of \(kinds))")
    }
  }

  private mutating func setColumns(_ node: Node, _ file: inout YAMLFile) {
    for (key, value) in file.values(of: node, keys: ColumnMeaning.names) {
      if let name = file.text(value, key) { columns[key] = name }
    }
  }

  /// One character of ASCII that no value is made of; `tab` is one too.
  private static func byte(
    _ node: Node, _ key: String, _ file: inout YAMLFile
  ) -> UInt8? {
    let text = node.scalar?.string ?? ""
    if key == "delimiter", text.lowercasedASCII == "tab" { return 9 }
    let allowed = key == "delimiter" ? ",;|:\t^~ " : ",.' _"
    guard text.utf8.count == 1, let byte = text.utf8.first, allowed.utf8.contains(byte) else {
      file.fail(
        node,
        key == "delimiter"
          ? "'delimiter' is not one character (expected for example \";\" or tab)"
          : "'thousands' is not a separator (expected for example \",\")")
      return nil
    }
    return byte
  }
}
