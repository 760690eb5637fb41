/// What makes an alert of one night the same alert as one of the night before.
///
/// Its type, virtual account and subject; of an alert of a line also the line's subscription, SKU,
/// license type, start and end, so that a renewed or a second line speaks for itself. Quantity,
/// severity and the day by which to act may change: the alert stays the same one.
package struct AlertKey: Hashable, Sendable {
  /// The parts of a key, in their order.
  package enum Part: Int, CaseIterable, Sendable {
    case type, virtualAccount, subject, subscription, sku, licenseType, start, end
  }

  /// Ends each part; cleaned texts hold no control character.
  private static let separator: UInt8 = 0x1f

  private var bytes: [UInt8]

  /// A key of these parts, empty where one is missing; days as ISO 8601 writes them.
  package init(_ parts: [[UInt8]]) {
    precondition(parts.count == Part.allCases.count, "a key has all parts, if empty")
    var bytes: [UInt8] = []
    bytes.reserveCapacity(parts.reduce(parts.count) { $0 + $1.count })
    for part in parts {
      bytes += part
      bytes.append(Self.separator)
    }
    self.bytes = bytes
  }

  /// A key of parts that are in a buffer.
  package init(_ parts: [Range<Int>], of buffer: [UInt8]) {
    precondition(parts.count == Part.allCases.count, "a key has all parts, if empty")
    var bytes: [UInt8] = []
    bytes.reserveCapacity(parts.reduce(parts.count) { $0 + $1.count })
    for part in parts {
      for index in part { bytes.append(buffer[index]) }
      bytes.append(Self.separator)
    }
    self.bytes = bytes
  }

  /// The key of an alert of an account.
  package init(_ alert: Alert, in account: SmartAccount, texts: TextTable) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(128)
    if alert.type == .portalAlerts, let stated = alert.statedType {
      texts.append(stated, to: &bytes)
    } else {
      bytes += alert.type.rawValue.utf8
    }
    bytes.append(Self.separator)
    if let index = alert.virtualAccount { texts.append(account.virtualAccounts[index], to: &bytes) }
    bytes.append(Self.separator)
    texts.append(alert.subject, to: &bytes)
    bytes.append(Self.separator)
    if let term = alert.term {
      Self.append(account.terms[term], texts, to: &bytes)
    } else {
      for _ in Part.subscription.rawValue...Part.end.rawValue { bytes.append(Self.separator) }
    }
    self.bytes = bytes
  }

  /// The key that an alert of a term has.
  package init(
    _ type: AlertType, of term: Term, in account: SmartAccount, texts: TextTable
  ) {
    let license = account.licenses[term.license]
    var bytes = Array(type.rawValue.utf8)
    bytes.append(Self.separator)
    for text in [account.virtualAccounts[license.virtualAccount], license.name] {
      texts.append(text, to: &bytes)
      bytes.append(Self.separator)
    }
    Self.append(term, texts, to: &bytes)
    self.bytes = bytes
  }

  private static func append(_ term: Term, _ texts: TextTable, to bytes: inout [UInt8]) {
    for text in [term.subscription, term.sku, term.type] {
      texts.append(text, to: &bytes)
      bytes.append(separator)
    }
    for day in [term.start, term.end.date] {
      if let day { bytes += day.iso.utf8 }
      bytes.append(separator)
    }
  }

  /// A part's text; empty where it has none.
  package subscript(part: Part) -> [UInt8] {
    let parts = bytes.split(separator: Self.separator, omittingEmptySubsequences: false)
    return Array(parts[part.rawValue])
  }

  /// The event it is of; a word of the portal's own is one of the portal's alerts.
  package var type: AlertType {
    AlertType(rawValue: String(decoding: self[.type], as: UTF8.self)) ?? .portalAlerts
  }

  /// The line's last day; nil where the alert is of no line.
  package var end: CalendarDate? { CalendarDate(iso: self[.end]) }

  /// The key that the alert of an ended term had before its end; nil of any other alert.
  var beforeItsEnd: AlertKey? {
    let name = Array(AlertType.licensesExpired.rawValue.utf8)
    guard bytes.starts(with: name), bytes.count > name.count, bytes[name.count] == Self.separator
    else { return nil }
    var key = self
    key.bytes.replaceSubrange(name.indices, with: AlertType.licensesExpiring.rawValue.utf8)
    return key
  }

  /// By virtual account and subject as lists sort names, then by all parts.
  static func precedes(_ left: AlertKey, _ right: AlertKey) -> Bool {
    for part in [Part.virtualAccount, .subject] {
      let (one, two) = (left[part], right[part])
      if one != two { return one.precedesInList(two) }
    }
    return left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}

extension CalendarDate {
  /// A day as ISO 8601 writes it, `2026-11-22`; nil for anything else.
  init?(iso text: [UInt8]) {
    guard text.count == 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-") else {
      return nil
    }
    func number(_ range: Range<Int>) -> Int? {
      text[range].reduce(0) { sum, byte in
        guard let sum, (48...57).contains(byte) else { return nil }
        return sum * 10 + Int(byte - 48)
      }
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else {
      return nil
    }
    self.init(year: year, month: month, day: day)
  }
}
