internal import Licensing

/// A record of the notification preferences.
enum PreferenceExport {
  /// The row of the record; nil rejects it, and then the reason was reported.
  static func row(_ fields: inout FieldDecoding, _ bytes: Span<UInt8>) -> PreferenceRow? {
    guard let account = fields.accountDomain(bytes) else { return nil }
    let address = fields.string(.email, bytes)
    guard EmailAddress.isValid(address) else {
      fields.error(
        "bad-email", "\(address.quoted) is not an e-mail address", loss: .row, value: address,
        at: fields.location(of: .email))
      return nil
    }
    var row = PreferenceRow(
      account: account, email: fields.rows.texts.insert(address), location: fields.rowLocation)
    row.role = fields.text(.role, bytes)
    row.dailySummary = fields.flag(.dailySummary, "daily summary", bytes)
    row.statusNotification = fields.flag(.statusNotification, "status notification", bytes)
    row.virtualAccounts = scope(&fields, bytes)
    row.alertEvents = choice(fields.string(.alertEvents, bytes))
    row.expiryWindows = choice(fields.string(.expiryWindows, bytes))
    row.additionalEmails = words(fields.string(.additionalEmails, bytes), separator: ",")
    row.locale = fields.text(.locale, bytes)
    row.virtualAccountsLocation = fields.location(of: .virtualAccounts)
    row.alertEventsLocation = fields.location(of: .alertEvents)
    row.expiryWindowsLocation = fields.location(of: .expiryWindows)
    row.additionalEmailsLocation = fields.location(of: .additionalEmails)
    row.localeLocation = fields.location(of: .locale)
    return row
  }

  /// Words separated by `;`; `*` or `none` alone, and empty, have meanings of their own.
  static func choice(_ text: String) -> PreferenceRow.Choice {
    if text.isEmpty { return .unset }
    let words = words(text, separator: ";")
    switch words.count {
    case 0: return .unset
    case 1 where words[0] == "*": return .all
    case 1 where words[0].lowercasedASCII == "none": return .none
    default: return .listed(words)
    }
  }

  private static func scope(
    _ fields: inout FieldDecoding, _ bytes: Span<UInt8>
  ) -> PreferenceRow.Scope {
    let text = fields.string(.virtualAccounts, bytes)
    if text == "*" { return .all }
    return .listed(names(in: text).map { fields.rows.texts.insert($0) })
  }

  /// Names separated by `;`; one that holds a `;` stands in quotes, a quote in it doubled.
  static func names(in text: String) -> [String] {
    var names: [String] = []
    var name: [UInt8] = []
    var isQuoted = false
    var wasQuoted = false
    // Bytes, since a mark or a quote and an accent that begins a name are one Character.
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if isQuoted, byte == quote {
        isQuoted = rest.first == quote
        if isQuoted { name.append(rest.removeFirst()) }
      } else if !isQuoted, byte == quote, trimmed(name[...]).isEmpty, !wasQuoted {
        (isQuoted, wasQuoted, name) = (true, true, [])
      } else if !isQuoted, byte == UInt8(ascii: ";") {
        names.append(trimmed(name[...]))
        (name, wasQuoted) = ([], false)
      } else {
        name.append(byte)
      }
    }
    return (names + [trimmed(name[...])]).filter { !$0.isEmpty }
  }

  private static let quote = UInt8(ascii: "\"")

  private static func words(_ text: String, separator: Unicode.Scalar) -> [String] {
    text.utf8.split(separator: UInt8(ascii: separator)).map { trimmed(Array($0)[...]) }
      .filter { !$0.isEmpty }
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> String {
    String(decoding: TextCleaning.trimmed(text), as: UTF8.self)
  }
}
