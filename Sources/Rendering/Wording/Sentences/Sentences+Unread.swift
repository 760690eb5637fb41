internal import Licensing

/// What could not be read, in words.
extension Sentences {
  /// What was not read or understood, a sentence a kind; what leads the subject comes first.
  func unread(of digest: Digest) -> [String] {
    let unread = digest.unread
    var sentences: [String] = []
    if let lost = unread.lost { sentences.append(self.lost(lost)) }
    if unread.isCut { sentences.append(phrases.text(.`mail.unread.cutShort`)) }
    if unread.files > 0 { sentences.append(phrases.text(.`mail.unread.files`, unread.files)) }
    sentences += self.sentences(of: unread.rows)
    if unread.hasIgnoredValues { sentences.append(phrases.text(.`mail.unread.values`)) }
    if unread.unknownEnds > 0 {
      sentences.append(phrases.text(.`mail.unread.ends`, unread.unknownEnds))
    }
    if unread.unknownStatuses > 0 {
      sentences.append(phrases.text(.`mail.unread.statuses`, unread.unknownStatuses))
    }
    if unread.isUncompared, let news = digest.news {
      sentences.append(
        phrases.text(.`mail.changes.uncompared`, ["date": dates.short(news.previous)]))
    }
    if let day = unread.staleSince {
      sentences.append(phrases.text(.`mail.unread.stale`, ["date": dates.short(day)]))
    }
    return sentences
  }

  /// What leads a subject: rows, files and licenses that are missing.
  func missing(_ unread: Unread) -> [String] {
    var clauses: [String] = []
    if let lost = unread.lost {
      clauses.append(clause(of: lost))
    }
    if unread.isCut { clauses.append(phrases.text(.`subject.unread.cut`)) }
    if unread.files > 0 { clauses.append(phrases.text(.`subject.unread.files`, unread.files)) }
    let kinds: [(PluralPhrase, Int)] = [
      (.`subject.unread.licenses`, unread.rows.licenses),
      (.`subject.unread.instances`, unread.rows.instances),
      (.`subject.unread.events`, unread.rows.events),
      (.`subject.unread.alerts`, unread.rows.alerts),
    ]
    for (phrase, rows) in kinds where rows > 0 { clauses.append(phrases.text(phrase, rows)) }
    if unread.rows.hasOthers { clauses.append(phrases.text(.`subject.unread.others`)) }
    if unread.isLedByValues { clauses.append(phrases.text(.`subject.unread.values`)) }
    return clauses
  }

  /// `1 license is left of 9`.
  func clause(of loss: Loss) -> String {
    loss.now == 0
      ? phrases.text(.`subject.unread.lostAll`)
      : phrases.text(.`subject.unread.lost`, loss.now, ["before": phrases.number(loss.before)])
  }

  /// What never lets a message be calm, but comes after what is urgent.
  func unknown(_ unread: Unread) -> [String] {
    var clauses: [String] = []
    if unread.unknownEnds > 0 {
      clauses.append(phrases.text(.`subject.unread.ends`, unread.unknownEnds))
    }
    if unread.unknownStatuses > 0 {
      clauses.append(phrases.text(.`subject.unread.statuses`, unread.unknownStatuses))
    }
    return clauses
  }

  /// How many rows could not be read, a sentence a kind.
  func sentences(of unread: UnreadRows) -> [String] {
    let kinds: [(PluralPhrase, Int)] = [
      (.`mail.unread.licenses`, unread.licenses), (.`mail.unread.instances`, unread.instances),
      (.`mail.unread.events`, unread.events), (.`mail.unread.alerts`, unread.alerts),
    ]
    let counted = kinds.compactMap { phrase, rows in rows > 0 ? phrases.text(phrase, rows) : nil }
    return counted + (unread.hasOthers ? [phrases.text(.`mail.unread.others`)] : [])
  }

  private func lost(_ lost: Loss) -> String {
    guard lost.now > 0 else { return phrases.text(.`mail.unread.lostAll`) }
    return phrases.text(.`mail.unread.lost`, lost.now, ["before": phrases.number(lost.before)])
  }
}
