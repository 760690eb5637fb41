package import Licensing

/// What a message says first, in words.
extension Sentences {
  /// Characters of a name in a subject.
  private static let longestInSubject = 40

  /// The subject, worst first, with plain blanks alone:
  /// `[Acme] 25 seats of ISE Apex end tomorrow, 12 will be short - 22 Nov 2026`.
  package func subject(of digest: Digest, account: SmartAccount) -> String {
    let lead = lead(of: digest, account)
    return phrases.text(
      .`subject.whole`,
      [
        "account": shortName(account.name), "parts": joined(lead.clauses),
        "date": dates.short(digest.date),
      ]
    ).withPlainBlanks
  }

  /// What an inbox shows behind the subject.
  func preheader(_ lead: Lead) -> String {
    var sentences = lead.unread + lead.rest
    if let ending = lead.ending {
      sentences.insert(
        joined([ending, lead.shortClause].compactMap(\.self)), at: lead.unread.count)
    }
    return paragraph(sentences)
  }

  /// The headline, and below it in how far seats fall short, and the rest; each may be empty but
  /// the first.
  func headlines(_ lead: Lead) -> (first: String, short: String, rest: String) {
    let rest = Self.capitalized(joined(lead.others))
    guard let ending = lead.ending else { return (Self.capitalized(lead.clauses[0]), "", rest) }
    let short = lead.short > 0 ? phrases.text(.`mail.shortHeadline`, lead.short) : ""
    guard let unread = lead.unread.first else { return (Self.capitalized(ending), short, rest) }
    let second = Self.capitalized(joined([ending, lead.shortClause].compactMap(\.self)))
    return lead.short > 0
      ? (Self.capitalized(unread), second, rest)
      : (Self.capitalized(unread), "", joined([second] + (rest.isEmpty ? [] : lead.others)))
  }

  /// The clauses of a digest, worst first.
  func lead(of digest: Digest, _ account: SmartAccount) -> Lead {
    let figures = LeadFigures(digest)
    var lead = Lead()
    lead.unread = missing(digest.unread)
    lead.ending = figures.urgent.map { ending($0, account) }
    lead.short = figures.urgent?.shortfall ?? 0
    if lead.short > 0 { lead.shortClause = phrases.text(.`subject.short`, lead.short) }
    let known = newMajor(figures, isFirst: lead.clauses.isEmpty)
    lead.rest += known.map { [$0] } ?? []
    lead.rest += unknown(digest.unread)
    if figures.licenses > 0 { lead.rest.append(expiring(figures, digest, account)) }
    if known == nil, figures.major > 0 {
      let count = majorCount(figures)
      lead.rest.append(
        lead.clauses.isEmpty ? named(digest.alerts.first, count, figures.major) : count)
    }
    if figures.minor > 0 && lead.clauses.isEmpty {
      lead.rest.append(
        named(
          digest.alerts.first, phrases.text(.`subject.minor`, figures.minor), figures.minor))
    }
    if lead.clauses.isEmpty {
      lead.rest.append(
        phrases.text(digest.renewed.isEmpty ? .`subject.nothing` : .`subject.renewed`))
    }
    return lead
  }

  /// `25 seats of ISE Apex end tomorrow`.
  private func ending(_ line: ExpiringTerm, _ account: SmartAccount) -> String {
    phrases.text(
      .`subject.ends`, line.quantity,
      [
        "license": shortName(account.licenses[line.term.license].name),
        "when": when(line.daysLeft),
      ])
  }

  /// `6 major alerts`; `in all` where the line that leads is one of several.
  private func majorCount(_ figures: LeadFigures) -> String {
    phrases.text(
      figures.isHeadlineOneOfMajor ? .`subject.majorInAll` : .`subject.major`, figures.major)
  }

  /// `3 licenses expire within 90 days, ISE Apex first, in 17 days`; of those beside an urgent one
  /// how many are urgent too.
  private func expiring(
    _ figures: LeadFigures, _ digest: Digest, _ account: SmartAccount
  ) -> String {
    let count = figures.licenses
    guard let window = digest.variant.windows.largest, digest.kind == .dailySummary else {
      return phrases.text(.`subject.moreCrossed`, count)
    }
    let within = phrases.text(.`subject.days`, window.days)
    guard figures.urgent == nil else {
      let more = phrases.text(.`subject.moreExpiring`, count, ["within": within])
      guard figures.urgentLicenses > 0, window.days > LeadFigures.urgentDays else { return more }
      return phrases.text(
        .`subject.near`, figures.urgentLicenses,
        ["licenses": more, "within": phrases.text(.`subject.days`, LeadFigures.urgentDays)])
    }
    let all = phrases.text(.`subject.expiring`, count, ["within": within])
    guard let line = digest.expiring.first else { return all }
    return phrases.text(
      .`subject.firstLicense`, count,
      [
        "licenses": all, "license": shortName(account.licenses[line.term.license].name),
        "when": when(line.daysLeft),
      ])
  }

  /// `2 new major alerts`, or `6 major alerts, 2 of them new`; nil where none is new.
  ///
  /// The first of them is named where nothing is said before.
  private func newMajor(_ figures: LeadFigures, isFirst: Bool) -> String? {
    guard figures.newMajor > 0 else { return nil }
    let new = phrases.text(.`subject.newMajor`, figures.newMajor)
    guard isFirst else {
      guard figures.newMajor < figures.major else { return new }
      return phrases.text(
        .`subject.ofThemNew`, figures.newMajor,
        ["alerts": majorCount(figures)])
    }
    let named = named(figures.firstNew, new, figures.newMajor)
    guard figures.newMajor < figures.major else { return named }
    return joined([named, phrases.text(.`subject.majorInAll`, figures.major)])
  }

  /// `2 major alerts, the first: Insufficient licenses, SD-WAN Premier`.
  private func named(_ first: Alert?, _ alerts: String, _ count: Int) -> String {
    guard let first else { return alerts }
    return phrases.text(
      .`subject.firstAlert`, count,
      ["alerts": alerts, "name": name(of: first), "subject": shortName(first.subject)])
  }

  private func shortName(_ text: TextID) -> String {
    Self.cut(texts.string(text), to: Self.longestInSubject)
  }
}
