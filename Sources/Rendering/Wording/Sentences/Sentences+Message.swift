internal import Licensing

/// What a message says of itself: its reasons, and what it could not show.
extension Sentences {
  /// Windows, events, scope and date of a variant in one sentence.
  func reason(of digest: Digest, account: SmartAccount) -> String {
    let variant = digest.variant
    let name = Self.cut(texts.string(account.name), to: Self.longestName)
    let events = events(variant.alertTypes)
    let scope = scope(variant.scope, account)
    let date = dates.long(digest.date)
    if digest.kind == .statusNotice {
      return phrases.text(
        .`mail.why.notice`, ["account": name, "events": events, "scope": scope, "date": date])
    }
    return phrases.text(
      .`mail.why.summary`,
      [
        "account": name, "windows": windows(variant.windows), "events": events, "scope": scope,
        "date": date,
      ])
  }

  /// `2 major alerts, 1 minor alert`.
  func counts(major: Int, minor: Int) -> String {
    var parts: [String] = []
    if major > 0 { parts.append(phrases.text(.`subject.major`, major)) }
    if minor > 0 { parts.append(phrases.text(.`subject.minor`, minor)) }
    return joined(parts)
  }

  private func windows(_ windows: WindowSelection) -> String {
    guard !windows.days.isEmpty else { return phrases.text(.`mail.why.noWindow`) }
    return phrases.text(
      .`mail.why.windows`, windows.days.count, ["days": list(windows.days.map(phrases.number))])
  }

  private func events(_ types: AlertTypes) -> String {
    if types == .all { return phrases.text(.`mail.why.allEvents`) }
    if types.isEmpty { return phrases.text(.`mail.why.noEvents`) }
    let names = types.ordered.map { phrases.text(.`list.quoted`, ["text": name(of: $0)]) }
    return phrases.text(.`mail.why.events`, names.count, ["names": list(names)])
  }

  /// At most ten names: the sentence is to be read.
  private func scope(_ scope: Scope, _ account: SmartAccount) -> String {
    guard case .listed(let indices) = scope else { return phrases.text(.`mail.why.allScope`) }
    var names = indices.prefix(10).map {
      Self.cut(texts.string(account.virtualAccounts[$0]), to: Self.longestName)
    }
    if indices.count > 10 {
      names.append(phrases.text(.`mail.more.virtualAccounts`, indices.count - 10))
    }
    let joined = indices.count > 10 ? self.joined(names) : list(names)
    return phrases.text(.`mail.why.scope`, indices.count, ["names": joined])
  }

  /// Characters of a free text that HTML and text show.
  static let longestText = 300
  /// Characters of a name that HTML and text show.
  static let longestName = 120

  /// A text of at most that many characters; a longer one ends in an ellipsis.
  ///
  /// No more than four scalars a character are kept: accents without end make one character too.
  static func cut(_ text: String, to length: Int) -> String {
    guard text.utf8.count > length else { return text }
    let shown = String(text.unicodeScalars.prefix(4 * length))
    if shown.count <= length && shown.utf8.count == text.utf8.count { return text }
    return shown.prefix(length - 1) + "\u{2026}"
  }

  /// A heading of the text mail, whose rows have plain blanks; a long one takes several.
  static func inCapitals(_ heading: String) -> String {
    // The rows keep a narrow no-break space (U+202F), capitals do not.
    var capitals = heading.uppercased()
    if capitals.utf8.contains(0xe2) {
      capitals = String(capitals.map { $0 == "\u{202f}" ? " " : $0 })
    }
    guard capitals.utf8.count > TextLayout.width else { return capitals.withPlainBlanks }
    return TextLayout.wrap(capitals).map(\.withPlainBlanks).joined(separator: "\n")
  }

  static func capitalized(_ text: String) -> String {
    var bytes = Array(text.utf8)
    // A letter before another byte of ASCII is a character of its own.
    guard let first = bytes.first, first < 0x80, bytes.count == 1 || bytes[1] < 0x80 else {
      return text.prefix(1).uppercased() + text.dropFirst()
    }
    guard (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else { return text }
    bytes[0] = first - 32
    return String(decoding: bytes, as: UTF8.self)
  }
}
