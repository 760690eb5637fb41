internal import Licensing

/// A record of the notification preferences.
enum PreferenceExport {
  /// The row of the record; nil rejects it, and then the reason was reported.
  static func row(_ fields: inout FieldDecoding, _ bytes: Span<UInt8>) -> PreferenceRow? {
    guard let account = fields.accountDomain(bytes) else { return nil }
    guard let email = email(&fields, bytes) else { return nil }
    var row = PreferenceRow(account: account, email: email, location: fields.rowLocation)
    row.role = fields.text(.role, bytes)
    row.dailySummary = fields.flag(.dailySummary, "daily summary", bytes)
    row.statusNotification = fields.flag(.statusNotification, "status notification", bytes)
    row.virtualAccounts = scope(&fields, bytes)
    row.alertEvents = choice(&fields, .alertEvents, bytes)
    row.expiryWindows = choice(&fields, .expiryWindows, bytes)
    if !fields.isEmpty(.additionalEmails, bytes) {
      row.additionalEmails = words(fields.string(.additionalEmails, bytes), separator: ",")
    }
    row.locale = fields.text(.locale, bytes)
    row.virtualAccountsLocation = fields.location(of: .virtualAccounts)
    row.alertEventsLocation = fields.location(of: .alertEvents)
    row.expiryWindowsLocation = fields.location(of: .expiryWindows)
    row.additionalEmailsLocation = fields.location(of: .additionalEmails)
    row.localeLocation = fields.location(of: .locale)
    return row
  }

  private static func email(_ fields: inout FieldDecoding, _ bytes: Span<UInt8>) -> TextID? {
    let written = bytes.extracting(fields.range(.email, bytes))
    // No valid address has a quote in it.
    if fields.record.isPlain, EmailAddress.isValid(written) { return fields.text(.email, bytes) }
    let address = EmailAddress.bare(fields.string(.email, bytes))
    if EmailAddress.isValid(address) { return fields.rows.texts.insert(address) }
    fields.error(
      "bad-email", "\(address.quoted) is not an e-mail address", loss: .row, value: address,
      at: fields.location(of: .email))
    return nil
  }

  private static func choice(
    _ fields: inout FieldDecoding, _ column: Column, _ bytes: Span<UInt8>
  ) -> PreferenceRow.Choice {
    fields.isEmpty(column, bytes) ? .unset : choice(fields.string(column, bytes))
  }

  /// Words separated by `;`; `*` or `none` alone, and empty, have meanings of their own.
  static func choice(_ text: String) -> PreferenceRow.Choice {
    if text.isEmpty { return .unset }
    return choice(of: words(text, separator: ";"))
  }

  /// What words mean together.
  static func choice(of words: [String]) -> PreferenceRow.Choice {
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
    let written = bytes.extracting(fields.range(.virtualAccounts, bytes))
    if written.isWord("*") { return .all }
    if written.isEmpty { return .listed([]) }
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
    let bytes = Array(text.utf8)
    var words: [String] = []
    for part in bytes.split(separator: UInt8(ascii: separator)) {
      let word = trimmed(part)
      if !word.isEmpty { words.append(word) }
    }
    return words
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> String {
    String(decoding: TextCleaning.trimmed(text), as: UTF8.self)
  }
}
