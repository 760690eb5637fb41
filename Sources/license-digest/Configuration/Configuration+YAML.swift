internal import Yams

extension Configuration {
  private static let keys = [
    "from", "send_time", "locale", "windows", "milestones", "severity", "expired_for_days",
    "authorization", "contact_days", "date_order", "encoding", "formats", "links",
  ]

  /// Reads a configuration file.
  static func read(_ path: String) throws(RunFailure) -> Configuration {
    do {
      let bytes = try FileReading.bytes(of: path)
      return try parse(String(decoding: bytes, as: UTF8.self), path: path)
    } catch let failure as RunFailure {
      throw failure
    } catch let error as SystemError {
      throw RunFailure("\(path): error: cannot be read: \(error.text)")
    } catch {
      throw RunFailure("\(path): error: \(error)")
    }
  }

  /// Parses a configuration; the failure tells every error, one a line.
  static func parse(_ text: String, path: String) throws(RunFailure) -> Configuration {
    var reading = YAMLReading(path: path)
    var configuration = Configuration()
    if let root = reading.compose(text) {
      let values = reading.values(of: root, keys: keys)
      for (key, value) in values { configuration.set(key, value, &reading) }
      if !values.contains(where: { $0.key == "windows" }) {
        configuration.windows = configuration.milestones
      }
    }
    guard reading.errors.isEmpty else {
      throw RunFailure(reading.errors.joined(separator: "\n"))
    }
    return configuration
  }

  private mutating func set(_ key: String, _ node: Node, _ reading: inout YAMLReading) {
    switch key {
    case "from": from = reading.text(node, key)
    case "send_time": setSendTime(node, &reading)
    case "locale": locale = reading.text(node, key) ?? locale
    case "windows": windows = reading.dayList(node, key) ?? windows
    case "milestones": milestones = reading.dayList(node, key) ?? milestones
    case "severity": setSeverity(node, &reading)
    case "expired_for_days": expiredForDays = reading.days(node, key) ?? expiredForDays
    case "authorization": setAuthorization(node, &reading)
    case "contact_days": contactDays = reading.days(node, key) ?? contactDays
    case "date_order": dateOrder = reading.word(node, key, as: DateOrder.self)
    case "encoding": encoding = reading.word(node, key, as: Encoding.self)
    case "formats": setFormats(node, &reading)
    default: setLinks(node, &reading)
    }
  }

  private mutating func setSendTime(_ node: Node, _ reading: inout YAMLReading) {
    if let time = SendTime(node.scalar?.string ?? "") {
      sendTime = time
    } else {
      reading.fail(node, "'send_time' is not a time (expected for example 07:00 +0100)")
    }
  }

  private mutating func setSeverity(_ node: Node, _ reading: inout YAMLReading) {
    for (type, value) in reading.values(of: node, keys: Self.alertTypes) {
      severity[type] = reading.word(value, type, as: Severity.self)
    }
  }

  private mutating func setAuthorization(_ node: Node, _ reading: inout YAMLReading) {
    let keys = ["renewal_days", "period_days", "grace_days"]
    for (key, value) in reading.values(of: node, keys: keys) {
      guard let days = reading.days(value, key) else { continue }
      switch key {
      case "renewal_days": authorization.renewalDays = days
      case "period_days": authorization.periodDays = days
      default: authorization.graceDays = days
      }
    }
  }

  private mutating func setFormats(_ node: Node, _ reading: inout YAMLReading) {
    guard let sequence = node.sequence, !sequence.isEmpty else {
      return reading.fail(node, "'formats' is not a list (expected for example [html, text])")
    }
    let words = sequence.compactMap { reading.word($0, "formats", as: Format.self) }
    formats = Format.allCases.filter(words.contains)
  }

  private mutating func setLinks(_ node: Node, _ reading: inout YAMLReading) {
    let keys = ["portal", "commerce", "support", "unsubscribe", "pages"]
    for (key, value) in reading.values(of: node, keys: keys) {
      guard let text = reading.text(value, key) else { continue }
      guard Self.isLink(text) else {
        reading.fail(value, "'\(key)' is not a link (expected https://... or mailto:...)")
        continue
      }
      switch key {
      case "portal": links.portal = text
      case "commerce": links.commerce = text
      case "support": links.support = text
      case "unsubscribe": links.unsubscribe = text
      default: links.pages = text
      }
    }
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
