internal import Licensing

/// A record of dismissed alerts.
extension DismissalRow {
  /// The row of the record; nil rejects it, and then the reason was reported.
  ///
  /// A day that cannot be read rejects the row, for without it the row would hide more than it
  /// names, or for longer.
  init?(_ decoder: inout RowDecoder, _ bytes: Span<UInt8>) {
    guard let account = decoder.accountDomain(bytes),
      let word = decoder.name(.alertEvent, "alert event", bytes),
      let subject = decoder.name(.subject, "subject", bytes),
      case .some(let end) = Self.day(.endDate, "end date", &decoder, bytes),
      case .some(let until) = Self.day(.until, "until", &decoder, bytes)
    else { return nil }
    let type = AlertType(named: decoder.rows.texts.string(word))
    guard until != nil || end != nil && type?.isOfEnd == true else {
      decoder.error(
        "no-until",
        "until is missing (expected the last day of the dismissal; only licenses-expiring and "
          + "licenses-expired may have an end_date instead)", loss: .row,
        at: decoder.location(of: .until))
      return nil
    }
    self.init(
      account: account, virtualAccount: decoder.text(.virtualAccount, bytes),
      event: type.map { .type($0) } ?? .stated(word), subject: subject,
      subscription: decoder.text(.subscription, bytes), end: end, until: until,
      by: decoder.text(.by, bytes), reason: decoder.text(.reason, bytes),
      location: decoder.rowLocation)
  }

  /// The day of a column, nil where it states none; no answer where it states what is no day.
  private static func day(
    _ column: Column, _ what: String, _ decoder: inout RowDecoder, _ bytes: Span<UInt8>
  ) -> CalendarDate?? {
    let day = decoder.date(column, what, loss: .row, bytes)
    return day == nil && decoder.isStated(column, bytes) ? .none : .some(day)
  }
}
