/// What the stated status of a product instance says, in any spelling.
package enum InstanceStatus: Hashable, Sendable {
  case unstated
  /// A rung of the ladder.
  case state(AuthorizationPeriod.State)
  /// A known word that asks for nothing: waiting, evaluation period.
  case sound
  /// Its licenses are reserved, so it has nothing to renew.
  case reserved
  /// Nobody knows the word, so it is never taken for sound.
  case unknown

  /// Judges a status as the export writes it.
  package init(_ written: String) {
    let letters = StatusWord(written).letters
    switch letters {
    case "": self = written.isEmpty ? .unstated : .unknown
    case "authorized": self = .state(.authorized)
    case "renewaloverdue": self = .state(.renewalOverdue)
    case "grace", "graceperiod", "authorizationexpired": self = .state(.grace)
    case "graceexpired", "graceperiodexpired", "evaluationexpired": self = .state(.graceExpired)
    case "outofcompliance", "overage", "waiting", "initialized", "notregistered", "disabled",
      "evaluationperiod":
      self = .sound
    default: self = Self.isReserved(letters) ? .reserved : .unknown
    }
  }

  /// `AUTHORIZED - RESERVED` and `reserved authorized`, but not `not reserved`.
  private static func isReserved(_ letters: String) -> Bool {
    letters.hasPrefix("reserved")
      || letters.hasSuffix("reserved") && !letters.hasSuffix("notreserved")
        && !letters.hasSuffix("unreserved")
  }

  /// The rung of the ladder that the status names.
  var state: AuthorizationPeriod.State? {
    if case .state(let state) = self { state } else { nil }
  }
}
