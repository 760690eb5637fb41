internal import Licensing

/// A record of the portal's own alerts.
extension AlertRow {
  /// The row of the record; nil rejects it, and then the reason was reported.
  init?(_ decoder: inout RowDecoder, _ bytes: Span<UInt8>) {
    guard let account = decoder.accountDomain(bytes),
      let type = decoder.name(.alert, "alert", bytes)
    else { return nil }
    self.init(
      account: account, virtualAccount: decoder.text(.virtualAccount, bytes),
      severity: Self.severity(&decoder, bytes), type: type,
      message: decoder.text(.message, bytes), source: decoder.text(.source, bytes),
      actionDue: decoder.date(.actionDue, "action due", loss: .value, bytes),
      location: decoder.rowLocation)
  }

  /// By its letters alone; another word is taken as minor, with a warning.
  private static func severity(_ decoder: inout RowDecoder, _ bytes: Span<UInt8>) -> Severity {
    let written = decoder.string(.severity, bytes)
    switch written.lettersAndDigits {
    case "major": return .major
    case "minor": return .minor
    case "informational", "information", "info": return .informational
    default:
      decoder.warning(
        "unknown-severity",
        "severity \(written.quoted) is not known (expected major, minor or informational); minor "
          + "is used", value: written, at: decoder.location(of: .severity))
      return .minor
    }
  }
}
