internal import Licensing

/// A record of the notification preferences.
extension PreferenceRow {
  /// The row of the record; nil rejects it, and then the reason was reported.
  init?(_ decoder: inout RowDecoder, _ bytes: Span<UInt8>) {
    guard let account = decoder.accountDomain(bytes) else { return nil }
    guard let email = Self.email(&decoder, bytes) else { return nil }
    self.init(account: account, email: email, location: decoder.rowLocation)
    role = decoder.text(.role, bytes)
    dailySummary = decoder.flag(.dailySummary, "daily summary", bytes)
    statusNotification = decoder.flag(.statusNotification, "status notification", bytes)
    virtualAccounts = Self.scope(&decoder, bytes)
    alertEvents = Self.choice(decoder.string(.alertEvents, bytes))
    expiryWindows = Self.choice(decoder.string(.expiryWindows, bytes))
    additionalEmails = Self.addresses(decoder.string(.additionalEmails, bytes))
    locale = decoder.text(.locale, bytes)
    virtualAccountsLocation = decoder.location(of: .virtualAccounts)
    alertEventsLocation = decoder.location(of: .alertEvents)
    expiryWindowsLocation = decoder.location(of: .expiryWindows)
    additionalEmailsLocation = decoder.location(of: .additionalEmails)
    localeLocation = decoder.location(of: .locale)
  }

  private static func email(_ decoder: inout RowDecoder, _ bytes: Span<UInt8>) -> TextID? {
    if decoder.withField(.email, bytes, { EmailAddress.isValid($0) }) {
      return decoder.text(.email, bytes)
    }
    let typed = decoder.string(.email, bytes)
    let address = EmailAddress.bare(typed)
    if EmailAddress.isValid(address) { return decoder.rows.texts.insert(address) }
    decoder.error(
      "bad-email", "\(typed.quoted) is not an e-mail address", loss: .row, value: typed,
      at: decoder.location(of: .email))
    return nil
  }

  /// Words separated by `;`; `*` or `none` alone, and empty, have meanings of their own.
  static func choice(_ text: String) -> Choice {
    if text.isEmpty { return .unset }
    return choice(of: words(text) { $0 == UInt8(ascii: ";") })
  }

  /// What words mean together.
  static func choice(of words: [String]) -> Choice {
    switch words.count {
    case 0: return .unset
    case 1 where words[0] == "*": return .all
    case 1 where words[0].lowercasedASCII == "none": return .none
    default: return .listed(words)
    }
  }

  /// Addresses separated by `,` or `;`, of `Name <address>` the address.
  static func addresses(_ text: String) -> [String] {
    if text.isEmpty { return [] }
    return words(text) { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") }
      .map(EmailAddress.bare)
  }

  private static func scope(_ decoder: inout RowDecoder, _ bytes: Span<UInt8>) -> Scope {
    let text = decoder.string(.virtualAccounts, bytes)
    if text == "*" { return .all }
    return .listed(names(in: text).map { decoder.rows.texts.insert($0) })
  }

  /// Names separated by `;`; one in double quotes may hold a `;`, and a quote in it is doubled.
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

  private static func words(_ text: String, separatedBy isSeparator: (UInt8) -> Bool) -> [String] {
    var words: [String] = []
    for part in Array(text.utf8).split(whereSeparator: isSeparator) {
      let word = trimmed(part)
      if !word.isEmpty { words.append(word) }
    }
    return words
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> String {
    String(decoding: TextCleaning.trimmed(text), as: UTF8.self)
  }
}
