internal import Licensing

/// A record of the event log.
enum EventExport {
  /// The row of the record; nil rejects it, and then the reason was reported.
  static func row(_ fields: inout FieldDecoding, _ bytes: Span<UInt8>) -> EventRow? {
    guard let account = fields.accountDomain(bytes) else { return nil }
    return EventRow(
      account: account, virtualAccount: fields.text(.virtualAccount, bytes),
      time: fields.text(.time, bytes),
      day: fields.date(.time, "time", loss: .value, bytes), type: fields.text(.event, bytes),
      message: fields.text(.message, bytes), user: fields.text(.user, bytes),
      location: fields.rowLocation)
  }
}
