package import Licensing

/// What a message says of itself: its subject, its reasons, what it could not show.
extension Sentences {
  /// The subject, worst first: `[Acme] 3 terms expire within 30 days, 2 major alerts - 22 Nov 2026`.
  package func subject(of digest: Digest, accountName: String) -> String {
    let name = Self.cut(accountName, to: 40)
    return phrases.text(
      .`subject.whole`,
      ["account": name, "parts": joined(parts(of: digest)), "date": dates.short(digest.date)])
  }

  /// What an inbox shows behind the subject.
  func preheader(_ parts: [String], of digest: Digest, account: SmartAccount) -> String {
    guard let first = digest.expiring.first else { return paragraph(parts) }
    let name = account.licenses[first.term.license].name
    let license = Self.cut(texts.string(name), to: 60)
    return paragraph(parts) + phrases.text(.`list.gap`)
      + phrases.text(.`mail.preheader.first`, ["license": license, "when": when(first.daysLeft)])
  }

  /// `12 seats short from 24 November if nothing is renewed`; nil where no seat will be short.
  func shortHeadline(of digest: Digest) -> String? {
    guard let first = digest.firstShortfall else { return nil }
    return phrases.text(
      .`mail.shortHeadline`, first.seats, ["date": dates.dayMonth(first.from)])
  }

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

  /// What could not be read, a sentence a kind.
  func unread(of digest: Digest) -> [String] {
    (digest.unread.isCut ? [phrases.text(.`mail.unread.cutShort`)] : [])
      + sentences(of: digest.unread.rows)
  }

  /// How many rows could not be read, a sentence a kind.
  func sentences(of unread: UnreadRows) -> [String] {
    var sentences: [String] = []
    if unread.licenses > 0 {
      sentences.append(phrases.text(.`mail.unread.licenses`, unread.licenses))
    }
    if unread.instances > 0 {
      sentences.append(phrases.text(.`mail.unread.instances`, unread.instances))
    }
    if unread.events > 0 { sentences.append(phrases.text(.`mail.unread.events`, unread.events)) }
    if unread.hasOthers { sentences.append(phrases.text(.`mail.unread.others`)) }
    return sentences
  }

  /// `2 major alerts, 1 minor alert`.
  func counts(major: Int, minor: Int) -> String {
    var parts: [String] = []
    if major > 0 { parts.append(phrases.text(.`subject.major`, major)) }
    if minor > 0 { parts.append(phrases.text(.`subject.minor`, minor)) }
    return joined(parts)
  }

  /// What the subject says, worst first, the headline before all; never empty.
  func parts(of digest: Digest) -> [String] {
    var parts: [String] = []
    if !digest.expiring.isEmpty {
      parts.append(expiring(digest))
    }
    let major = digest.alerts.count { $0.severity == .major }
    let minor = digest.alerts.count - major
    if major > 0 { parts.append(phrases.text(.`subject.major`, major)) }
    if minor > 0 && parts.isEmpty { parts.append(phrases.text(.`subject.minor`, minor)) }
    return parts.isEmpty ? [phrases.text(.`subject.nothing`)] : parts
  }

  private func expiring(_ digest: Digest) -> String {
    guard let window = digest.variant.windows.largest else {
      return phrases.text(.`subject.crossed`, digest.expiring.count)
    }
    return phrases.text(
      .`subject.expiring`, digest.expiring.count,
      ["within": phrases.text(.`subject.days`, window.days)])
  }

  private func windows(_ windows: WindowSelection) -> String {
    guard !windows.days.isEmpty else { return phrases.text(.`mail.why.noWindow`) }
    return phrases.text(
      .`mail.why.windows`, windows.days.count, ["days": list(windows.days.map(phrases.number))])
  }

  private func events(_ types: AlertTypes) -> String {
    if types == .all { return phrases.text(.`mail.why.allEvents`) }
    if types.isEmpty { return phrases.text(.`mail.why.noEvents`) }
    return phrases.text(.`mail.why.events`, ["names": list(types.ordered.map { name(of: $0) })])
  }

  /// At most ten names: the sentence is to be read.
  private func scope(_ scope: Scope, _ account: SmartAccount) -> String {
    guard case .listed(let places) = scope else { return phrases.text(.`mail.why.allScope`) }
    var names = places.prefix(10).map {
      Self.cut(texts.string(account.virtualAccounts[$0]), to: Self.longestName)
    }
    if places.count > 10 {
      names.append(phrases.text(.`mail.more.virtualAccounts`, places.count - 10))
    }
    let joined = places.count > 10 ? self.joined(names) : list(names)
    return phrases.text(.`mail.why.scope`, places.count, ["names": joined])
  }

  /// Characters of a name that HTML and text show.
  static let longestName = 120

  /// A text of at most so many characters; a longer one ends in an ellipsis.
  ///
  /// No more than four scalars a character are kept: accents without end make one character too.
  static func cut(_ text: String, to length: Int) -> String {
    guard text.utf8.count > length else { return text }
    let shown = String(text.unicodeScalars.prefix(4 * length))
    if shown.count <= length && shown.utf8.count == text.utf8.count { return text }
    return shown.prefix(length - 1) + "\u{2026}"
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
