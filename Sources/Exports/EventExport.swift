internal import Licensing

/// A record of the event log.
enum EventExport {
  /// The row of the record; nil rejects it, and then the reason was reported.
  static func row(_ fields: inout FieldDecoding) -> EventRow? {
    guard let account = fields.accountDomain() else { return nil }
    return EventRow(
      account: account, virtualAccount: fields.text(.virtualAccount), time: fields.text(.time),
      day: fields.date(.time, "time", loss: .value), type: fields.text(.event),
      message: fields.text(.message), user: fields.text(.user), location: fields.rowLocation)
  }
}
