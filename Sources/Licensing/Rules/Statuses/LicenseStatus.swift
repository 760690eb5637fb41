/// What the status of a license says, in any spelling.
package enum LicenseStatus: Sendable {
  case unstated
  /// In compliance, or a word about the term.
  case sound
  case outOfCompliance
  /// Nobody knows the word, so it is never taken for sound.
  case unknown

  /// Judges a status as the export writes it.
  package init(_ written: String) {
    switch StatusWord(written).letters {
    case "": self = written.isEmpty ? .unstated : .unknown
    case "incompliance", "compliant", "authorized", "active", "canceled", "cancelled", "pending",
      "expired", "future":
      self = .sound
    case "ooc", "outofcompliance", "notincompliance", "noncompliant", "insufficientlicenses":
      self = .outOfCompliance
    default: self = .unknown
    }
  }
}
