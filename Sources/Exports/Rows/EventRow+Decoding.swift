internal import Licensing

/// A record of the event log.
extension EventRow {
  /// The row of the record; nil rejects it, and then the reason was reported.
  init?(_ decoder: inout RowDecoder, _ bytes: Span<UInt8>) {
    guard let account = decoder.accountDomain(bytes) else { return nil }
    self.init(
      account: account, virtualAccount: decoder.text(.virtualAccount, bytes),
      time: decoder.text(.time, bytes),
      day: decoder.date(.time, "time", loss: .value, bytes), type: decoder.text(.event, bytes),
      message: decoder.text(.message, bytes), user: decoder.text(.user, bytes),
      location: decoder.rowLocation)
  }
}
