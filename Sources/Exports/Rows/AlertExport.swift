internal import Licensing

/// A record of the portal's own alerts.
enum AlertExport {
  /// The row of the record; nil rejects it, and then the reason was reported.
  static func row(_ fields: inout FieldDecoding, _ bytes: Span<UInt8>) -> AlertRow? {
    guard let account = fields.accountDomain(bytes),
      let type = fields.name(.alert, "alert", bytes)
    else { return nil }
    return AlertRow(
      account: account, virtualAccount: fields.text(.virtualAccount, bytes),
      severity: severity(&fields, bytes), type: type, message: fields.text(.message, bytes),
      source: fields.text(.source, bytes),
      actionDue: fields.date(.actionDue, "action due", loss: .value, bytes),
      location: fields.rowLocation)
  }

  /// By its letters alone; another word is taken as minor, with a warning.
  private static func severity(
    _ fields: inout FieldDecoding, _ bytes: Span<UInt8>
  ) -> Severity {
    let written = fields.string(.severity, bytes)
    let letters = String(decoding: written.utf8.filter { ($0 | 32) > 96 }, as: UTF8.self)
    switch letters.lowercasedASCII {
    case "major": return .major
    case "minor": return .minor
    case "informational", "information", "info": return .informational
    default:
      fields.warning(
        "unknown-severity",
        "severity \(written.quoted) is not known (expected major, minor or informational); minor "
          + "is used", value: written, at: fields.location(of: .severity))
      return .minor
    }
  }
}
