/// What `alerts list --format json` says of an account.
package struct AlertsAnswer: Codable, Sendable {
  /// What names an alert, and what is known of it or of its dismissal.
  package struct Row: Codable, Sendable {
    package let virtualAccount: String?
    /// The name of an event, or the portal's word for one of its own alerts.
    package let alertEvent: String
    package let subject: String
    package let subscriptionId: String?
    /// A day: `2026-12-21`, as `until` is.
    package let endDate: String?
    /// The last day on which a dismissal holds, by whom and why; nil for an alert.
    package let until: String?
    package let by: String?
    package let reason: String?
    /// Of a listed dismissal: `holds`, `worse`, `over`, `no-alert` or `names-nothing`.
    package let state: String?
    package let place: Place?
    /// Of an alert: its event and its severity.
    package let type: String?
    package let severity: String?
  }

  /// Where a dismissal's row begins.
  package struct Place: Codable, Sendable {
    /// As `run.json` has it.
    package let path: String
    /// Counted from one.
    package let line: Int
    /// Of the file; nil where it cannot be written.
    package let sha256: String?
  }

  /// The domain.
  package let account: String
  /// The report date: `2026-11-22`.
  package let date: String
  /// Of the file that a new row would go to: `none` where there is none yet, empty where it cannot be
  /// written.
  package let sha256: String
  /// The addresses of those who may dismiss.
  package let admins: [String]
  /// Those that are told, each once.
  package let alerts: [Row]
  /// All rows, in input order.
  package let dismissals: [Row]
}

/// What `alerts dismiss` and `restore` say with `--format json`: saved, or every reason against it.
package struct DismissingAnswer: Codable, Sendable {
  package let saved: Bool
  package let dryRun: Bool
  /// Those that are added or removed.
  package let rows: [AlertsAnswer.Row]
  /// The one they are in, as it is by now.
  package let file: AnswerFile
  /// As of `preferences set`.
  package let gains: [SavingAnswer.Effect]
  package let losses: [SavingAnswer.Effect]
  package let refusals: [SavingAnswer.Refusal]
}
