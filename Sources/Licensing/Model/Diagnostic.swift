/// A problem of the input, as data: collected, sorted by location, printed once.
package struct Diagnostic: Hashable, Sendable {
  /// How bad it is: an error left something out, a warning was repaired, a note changed nothing.
  package enum Severity: String, Sendable { case error, warning, note }

  /// What an error left out; written at the end of its message.
  package enum Loss: String, Sendable {
    case value = "value ignored"
    case addresses = "addresses ignored"
    case row = "row rejected"
    case file = "file rejected"
    case rest = "file cut short"
  }

  /// Where the value, row or file stands.
  package var location: SourceLocation
  /// Error, warning or note.
  package var severity: Severity
  /// A stable word other programs may match: `bad-date`.
  package var code: String
  /// One sentence without location and severity; an error's ends with its loss.
  package var message: String
  /// The offending value, cleaned, whole; nil where there is none.
  package var value: String?
  /// The account domain it concerns; nil where it is not known.
  package var account: String?

  /// An error: something was left out.
  ///
  /// The loss is appended to the message.
  package static func error(
    _ code: String, _ message: String, loss: Loss, value: String? = nil, account: String? = nil,
    at location: SourceLocation
  ) -> Diagnostic {
    Diagnostic(
      location: location, severity: .error, code: code, message: "\(message); \(loss.rawValue)",
      value: value, account: account)
  }

  /// A warning: used after repair.
  package static func warning(
    _ code: String, _ message: String, value: String? = nil, account: String? = nil,
    at location: SourceLocation
  ) -> Diagnostic {
    Diagnostic(
      location: location, severity: .warning, code: code, message: message, value: value,
      account: account)
  }

  /// A note: nothing changed.
  package static func note(
    _ code: String, _ message: String, value: String? = nil, account: String? = nil,
    at location: SourceLocation
  ) -> Diagnostic {
    Diagnostic(
      location: location, severity: .note, code: code, message: message, value: value,
      account: account)
  }
}

extension [Diagnostic] {
  /// Sorted by location; problems of one location stay in the order they were found.
  package func inInputOrder() -> [Diagnostic] {
    enumerated().sorted {
      $0.element.location == $1.element.location
        ? $0.offset < $1.offset : $0.element.location < $1.element.location
    }.map(\.element)
  }
}
