/// A problem of the input as data: collected, sorted by location, made a sentence when printed.
package struct Diagnostic: Hashable, Sendable {
  /// How bad it is: with an error something was left out, with a warning it was used after a
  /// repair or in doubt, with a note nothing changed.
  package enum Severity: String, CaseIterable, Sendable { case error, warning, note }

  /// What an error left out; written at the end of its message.
  package enum Loss: String, CaseIterable, Sendable {
    case value = "value ignored"
    case addresses = "addresses ignored"
    case row = "row rejected"
    case file = "file rejected"
    case rest = "file cut short"
  }

  /// Where the value, row or file is.
  package var location: SourceLocation
  /// Error, warning or note.
  package var severity: Severity
  /// A stable word other programs may match: `bad-date`.
  package var code: String
  /// What is wrong, what was expected and what helps, without location, severity and loss.
  package var text: DiagnosticText
  /// What an error left out; nil for warnings and notes.
  package var loss: Loss?
  /// The offending value, cleaned, whole, as typed; nil where there is none.
  package var value: String?
  /// The account domain it concerns; nil where it is not known.
  package var account: String?
  /// The field of a preference row it is about; nil for any other problem.
  package var field: PreferenceField?

  /// One sentence without location and severity; an error's ends with its loss.
  package var message: String {
    guard let loss else { return sentence }
    return "\(sentence); \(loss.rawValue)"
  }

  /// The message without what was left out.
  package var sentence: String { text.sentence }

  /// An error: something was left out.
  package static func error(
    _ code: String, _ text: DiagnosticText, loss: Loss, value: String? = nil,
    account: String? = nil, field: PreferenceField? = nil, at location: SourceLocation
  ) -> Diagnostic {
    Diagnostic(
      location: location, severity: .error, code: code, text: text, loss: loss, value: value,
      account: account, field: field)
  }

  /// A warning: the value was used, after a repair or in doubt.
  package static func warning(
    _ code: String, _ text: DiagnosticText, value: String? = nil, account: String? = nil,
    field: PreferenceField? = nil, at location: SourceLocation
  ) -> Diagnostic {
    Diagnostic(
      location: location, severity: .warning, code: code, text: text, value: value,
      account: account, field: field)
  }

  /// A note: nothing changed.
  package static func note(
    _ code: String, _ text: DiagnosticText, value: String? = nil, account: String? = nil,
    at location: SourceLocation
  ) -> Diagnostic {
    Diagnostic(
      location: location, severity: .note, code: code, text: text, value: value, account: account)
  }
}
