/// What `preferences set` and `reset` say with `--format json`: saved, or every reason against it.
package struct SavingAnswer: Codable, Sendable {
  /// A field as the file states it before and after; nil where it states nothing.
  package struct Change: Codable, Sendable {
    /// The option's name.
    package let field: String
    package let before: String?
    package let after: String?
  }

  /// What one reader's message of tonight gains or loses.
  package struct Effect: Codable, Sendable {
    /// An address.
    package let recipient: String
    /// `daily-summary` or `status-notice`.
    package let kind: String
    /// Whether it is sent for the first time, or no more.
    package let wholeMessage: Bool
    package let expiring: [AnswerLine]
    package let alerts: [AnswerLine]

    /// How many there are.
    package var lines: Int { expiring.count + alerts.count }
  }

  /// One reason why nothing is saved, of preferences or of dismissals.
  package struct Refusal: Codable, Sendable {
    /// The option's name; nil where it is about the user or the file.
    package let field: String?
    /// A stable word: `file-changed`.
    package let code: String
    /// One sentence, in English.
    package let message: String
  }

  package let saved: Bool
  package let dryRun: Bool
  /// Whether the user got a row.
  package let added: Bool
  package let changed: [Change]
  /// The one that is replaced, as it is by now; nil where the account has no row.
  package let file: AnswerFile?
  /// By recipient; a message whose lines stay as they are is not listed.
  package let gains: [Effect]
  package let losses: [Effect]
  package var refusals: [Refusal]

  /// Whether the file is another one now.
  package var isWritten: Bool { saved && (added || !changed.isEmpty) }
}

extension [SavingAnswer.Refusal] {
  /// Whether somebody else changed the file since it was read.
  package var areOutdated: Bool { contains { $0.code == "file-changed" } }
}
