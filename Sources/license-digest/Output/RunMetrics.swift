internal import Licensing
internal import Rendering

/// A published run in Prometheus's text format, for node_exporter's textfile collector.
///
/// No account is named: who may read metrics may not know who our customers are.
struct RunMetrics {
  /// What a file of metrics begins with.
  static let firstWords = "# HELP license_digest_"

  /// What earlier runs tell of the accounts.
  struct Memory: Sendable {
    /// The last report date on which lines of any account changed; nil where there is none.
    var unchangedSince: CalendarDate?
    /// Accounts whose lines are the same for longer than the configuration has it.
    var stale = 0
    /// Accounts that lost over half of their licenses.
    var lost = 0
    /// Alerts that nobody is told of, since they are dismissed.
    var dismissed = 0
  }

  private(set) var text = ""

  /// The metrics of a run that took so long.
  init(
    _ manifest: RunManifest, memory: Memory, nextExpiry: CalendarDate?, duration: Duration
  ) {
    let counts = manifest.counts
    addReport(manifest.date, nextExpiry: nextExpiry, duration: duration)
    addMemory(memory)
    let alerts = ["major", "minor"]
    let problems = ["errors": "error", "warnings": "warning", "notes": "note"]
    add("license_digest_counts", "What the run read and made, by kind.")
    for (name, count) in counts where !alerts.contains(name) && problems[name] == nil {
      sample("license_digest_counts", #"kind="\#(name)""#, "\(count)")
    }
    add("license_digest_alerts", "Alerts on the report date, by severity.")
    for (name, count) in counts where alerts.contains(name) {
      sample("license_digest_alerts", #"severity="\#(name)""#, "\(count)")
    }
    add("license_digest_problems", "Problems of the input, by severity.")
    for (name, count) in counts {
      guard let severity = problems[name] else { continue }
      sample("license_digest_problems", #"severity="\#(severity)""#, "\(count)")
    }
    addRows(manifest.files)
  }

  private mutating func addReport(
    _ date: CalendarDate, nextExpiry: CalendarDate?, duration: Duration
  ) {
    add("license_digest_report_date_seconds", "The report date as a Unix time, 00:00 UTC.")
    sample("license_digest_report_date_seconds", nil, Self.seconds(date))
    add("license_digest_duration_seconds", "How long the run took until it was published.")
    sample("license_digest_duration_seconds", nil, Self.seconds(duration))
    guard let nextExpiry else { return }
    // promtool wants no unit but seconds; as a day it also stays true while no run comes.
    add(
      "license_digest_next_expiry_date_seconds",
      "The next end date of a term with seats as a Unix time, 00:00 UTC.")
    sample("license_digest_next_expiry_date_seconds", nil, Self.seconds(nextExpiry))
  }

  private mutating func addMemory(_ memory: Memory) {
    if let day = memory.unchangedSince {
      add(
        "license_digest_unchanged_since_seconds",
        "The last report date on which a license of any account changed, as a Unix time, 00:00 UTC."
      )
      sample("license_digest_unchanged_since_seconds", nil, Self.seconds(day))
    }
    add("license_digest_accounts_stale", "Accounts without a change for stale_after_days or more.")
    sample("license_digest_accounts_stale", nil, "\(memory.stale)")
    add("license_digest_accounts_lost", "Accounts that lost over half of their licenses.")
    sample("license_digest_accounts_lost", nil, "\(memory.lost)")
    add("license_digest_alerts_dismissed", "Alerts on the report date that are dismissed.")
    sample("license_digest_alerts_dismissed", nil, "\(memory.dismissed)")
  }

  private mutating func addRows(_ files: [RunManifest.File]) {
    add("license_digest_rows", "Rows of the input, by kind, kept or rejected.")
    for kind in [ExportKind.licenses, .instances, .events, .alerts, .dismissals, .preferences] {
      let files = files.filter { $0.kind == kind }
      let label = #"kind="\#(kind.rawValue)",state="#
      sample("license_digest_rows", label + #""kept""#, "\(files.reduce(0) { $0 + $1.kept })")
      sample(
        "license_digest_rows", label + #""rejected""#,
        "\(files.reduce(0) { $0 + $1.rejected })")
    }
  }

  private mutating func add(_ name: String, _ help: String) {
    text += "# HELP \(name) \(help)\n# TYPE \(name) gauge\n"
  }

  private mutating func sample(_ name: String, _ labels: String?, _ value: String) {
    text += "\(name)\(labels.map { "{\($0)}" } ?? "") \(value)\n"
  }

  private static func seconds(_ date: CalendarDate) -> String { "\(Int(date.dayNumber) * 86_400)" }

  /// `1.042`, in milliseconds whatever the locale.
  private static func seconds(_ duration: Duration) -> String {
    let parts = duration.components
    let thousandths = String(1_000 + parts.attoseconds / 1_000_000_000_000_000).dropFirst()
    return "\(parts.seconds).\(thousandths)"
  }
}
