internal import Exports
internal import Licensing
internal import Rendering
internal import Yams

extension Configuration {
  private static let keys = [
    "from", "send_time", "locale", "locales", "windows", "milestones", "severity",
    "expired_for_days", "authorization", "contact_days", "date_order", "encoding", "formats",
    "links",
    "exports", "license_types", "stale_after_days",
  ]

  /// Reads a configuration file; the failure has every problem.
  static func read(_ path: String) throws(RunFailure) -> Configuration {
    try YAMLFile.read(path, configuration)
  }

  /// Parses a configuration; the failure has every problem.
  static func parse(_ text: String, path: String) throws(RunFailure) -> Configuration {
    try YAMLFile.parse(text, path: path, configuration)
  }

  private static func configuration(_ text: String, _ file: inout YAMLFile) -> Configuration {
    var configuration = Configuration()
    guard let root = file.compose(text) else { return configuration }
    let values = file.values(of: root, keys: keys)
    for (key, value) in values { configuration.set(key, value, &file) }
    if !values.contains(where: { $0.key == "windows" }) {
      configuration.ruleSettings.windows = configuration.ruleSettings.milestones
    }
    return configuration
  }

  private mutating func set(_ key: String, _ node: Node, _ file: inout YAMLFile) {
    switch key {
    case "from": from = file.text(node, key)
    case "send_time": setSendTime(node, &file)
    case "locale": locale = file.text(node, key) ?? locale
    case "locales": setLocales(node, &file)
    case "windows":
      ruleSettings.windows = file.dayList(node, key) ?? ruleSettings.windows
    case "milestones":
      ruleSettings.milestones = file.dayList(node, key) ?? ruleSettings.milestones
    case "severity": setSeverity(node, &file)
    case "expired_for_days":
      ruleSettings.expiredForDays = file.days(node, key) ?? ruleSettings.expiredForDays
    case "authorization": setAuthorization(node, &file)
    case "contact_days":
      ruleSettings.contactDays = file.days(node, key) ?? ruleSettings.contactDays
    case "stale_after_days":
      ruleSettings.staleAfterDays = file.days(node, key) ?? ruleSettings.staleAfterDays
    case "date_order": exportOptions.dateOrder = file.word(node, key, as: DateOrder.self)
    case "encoding": exportOptions.encoding = file.word(node, key, as: ExportEncoding.self)
    case "formats": setFormats(node, &file)
    case "exports": setExports(node, &file)
    case "license_types": setLicenseTypes(node, &file)
    default: setLinks(node, &file)
    }
  }

  private mutating func setSendTime(_ node: Node, _ file: inout YAMLFile) {
    if let time = SendTime(node.scalar?.string ?? "") {
      sendTime = time
    } else {
      file.fail(node, "'send_time' is not a time (expected for example 07:00 +0100)")
    }
  }

  private mutating func setSeverity(_ node: Node, _ file: inout YAMLFile) {
    // The portal gives its own alerts a severity itself.
    let types = AlertType.allCases.filter { $0 != .portalAlerts }
    for (name, value) in file.values(of: node, keys: types.map(\.rawValue)) {
      guard let type = AlertType(rawValue: name) else { continue }
      ruleSettings.severities[type] = file.word(
        value, name, as: Severity.self, of: [.major, .minor])
    }
  }

  private mutating func setLocales(_ node: Node, _ file: inout YAMLFile) {
    guard let mapping = node.mapping else {
      return file.fail(
        node, "'locales' has no accounts (expected for example {acme.example: fr})")
    }
    for (key, value) in mapping {
      let domain = key.scalar?.string.lowercased() ?? ""
      guard let locale = file.text(value, domain) else { continue }
      if locales.updateValue(locale, forKey: domain) != nil {
        file.fail(key, "'\(domain)' is there twice")
      }
    }
  }

  private mutating func setAuthorization(_ node: Node, _ file: inout YAMLFile) {
    let keys = ["renewal_days", "period_days", "grace_days"]
    for (key, value) in file.values(of: node, keys: keys) {
      guard let days = file.days(value, key) else { continue }
      switch key {
      case "renewal_days": ruleSettings.renewalDays = days
      case "period_days": ruleSettings.periodDays = days
      default: ruleSettings.graceDays = days
      }
    }
  }

  private mutating func setFormats(_ node: Node, _ file: inout YAMLFile) {
    guard let sequence = node.sequence, !sequence.isEmpty else {
      return file.fail(node, "'formats' is not a list (expected for example [html, text])")
    }
    let words = sequence.compactMap { file.word($0, "formats", as: Format.self) }
    formats = Format.allCases.filter(words.contains)
  }

  private mutating func setLinks(_ node: Node, _ file: inout YAMLFile) {
    let keys = ["portal", "commerce", "support", "feedback", "unsubscribe", "pages"]
    for (key, value) in file.values(of: node, keys: keys) {
      guard let text = file.text(value, key) else { continue }
      guard Self.isLink(text) else {
        file.fail(value, "'\(key)' is not a link (expected https://... or mailto:...)")
        continue
      }
      let known = Self.placeholders(of: key)
      if let name = LinkTemplate(text).placeholders.first(where: { !known.contains($0) }) {
        let expected = known.map { "{\($0)}" }.joined(separator: ", ")
        file.fail(
          value, "'\(key)' has the unknown placeholder \("{\(name)}".quoted) (expected \(expected))"
        )
        continue
      }
      switch key {
      case "portal": links.portal = text
      case "commerce": links.commerce = text
      case "support": links.support = text
      case "feedback": links.feedback = text
      case "unsubscribe": links.unsubscribe = text
      default: links.pages = text
      }
    }
  }

  /// What may be in braces in a link.
  private static func placeholders(of key: String) -> [String] {
    let names: [LinkTemplate.Name] =
      switch key {
      case "commerce": [.account, .license, .sku, .subscription]
      case "unsubscribe": [.account, .recipient]
      default: [.account]
      }
    return names.map(\.rawValue)
  }

  private static func isLink(_ text: String) -> Bool {
    let lower = text.lowercased()
    return
      (lower.hasPrefix("https://") && lower.utf8.count > 8
      || lower.hasPrefix("mailto:") && lower.utf8.count > 7)
      && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && !"\"'<>\\`".utf8.contains($0) }
  }
}

extension Configuration.SendTime {
  /// `07:00 +0100`: nil for any other form, hour, minute or offset.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 11, bytes[2] == 0x3a, bytes[5] == 0x20,
      bytes[6] == 0x2b || bytes[6] == 0x2d
    else { return nil }
    let digits = [0, 1, 3, 4, 7, 8, 9, 10].map { Int(bytes[$0]) - 48 }
    guard digits.allSatisfy((0...9).contains) else { return nil }
    let numbers = [0, 2, 4, 6].map { digits[$0] * 10 + digits[$0 + 1] }
    guard numbers[0] < 24, numbers[1] < 60, numbers[2] < 15, numbers[3] < 60 else { return nil }
    minutes = numbers[0] * 60 + numbers[1]
    offset = (numbers[2] * 60 + numbers[3]) * (bytes[6] == 0x2d ? -1 : 1)
  }
}
