package import Licensing

/// A line of `messages.jsonl`: what a mailer needs to know of one message (docs/output.md).
package struct MessageManifest: Codable, Sendable {
  /// Which of the two messages it is.
  package var kind: MessageKind
  /// The account domain.
  package var account: String
  /// The language of the bodies.
  package var locale: String
  /// The ticked days, largest first; empty for none and in notices.
  package var windows: [Int]
  /// nil: the whole account.
  package var virtualAccounts: [String]?
  /// The events that are ticked.
  package var alertTypes: AlertTypes
  /// Addresses, sorted by their bytes.
  package var recipients: [String]
  /// The administrators who added a recipient; pages say them, the manifest does not.
  package var addedBy: [String: [String]]
  /// Before it is encoded.
  package var subject: String
  /// The path of the message without its ending, relative to the output folder.
  package var stem: String
  /// The size of the HTML; nil where none was made.
  package var htmlBytes: Int?
  /// The size of the text; nil where none was made.
  package var textBytes: Int?
  /// SHA-256 of the HTML in hexadecimal; nil where none was made.
  package var htmlHash: String?
  /// SHA-256 of the text in hexadecimal; nil where none was made.
  package var textHash: String?
  /// Whether the JSON body was made.
  package var hasJSON: Bool
  /// One mail file a recipient.
  package var mailCount = 0
  /// Lines of the expiring section, those left out of the mail among them.
  package var expiring: Int
  /// Lines that end and are renewed already.
  package var renewed: Int
  /// Lines and alerts that are new since the previous run; nil without one.
  package var new: Int?
  /// Changes of licenses and alerts that are over; nil without a previous run.
  package var changes: Int?
  /// Lines among those that expire that cross a milestone.
  package var milestones: Int
  /// Lines of the events section.
  package var events: Int
  /// Lines of the alerts section of that severity.
  package var major: Int
  /// Lines of the alerts section of that severity.
  package var minor: Int

  /// Lines and alerts that it would have if they were not dismissed.
  package var dismissed: Int

  /// The manifest of a message; sizes and hashes follow once its bodies are there.
  package init(
    _ digest: Digest, account: SmartAccount, texts: TextTable, subject: String, stem: String
  ) {
    kind = digest.kind
    self.account = texts.string(account.domain)
    self.subject = subject
    self.stem = stem
    locale = digest.variant.locale
    windows = digest.variant.windows.days
    if case .listed(let indices) = digest.variant.scope {
      virtualAccounts = indices.map { texts.string(account.virtualAccounts[$0]) }
    }
    alertTypes = digest.variant.alertTypes
    recipients = digest.variant.recipients
    addedBy = digest.variant.addedBy
    expiring = digest.expiring.count
    renewed = digest.renewed.count
    new = digest.newCount
    changes = digest.news.map { $0.changes.count + $0.cleared.count }
    milestones = digest.expiring.count { $0.milestone != nil }
    events = digest.events.count
    major = digest.alerts.count { $0.severity == .major }
    minor = digest.alerts.count - major
    dismissed = digest.dismissedCount
    hasJSON = false
  }

  /// Writes the line.
  package func write(to json: inout JSONText) {
    json.object { json in
      json.text("kind", kind.rawValue)
      json.text("account", account)
      json.text("locale", locale)
      json.array("windows") { json in for days in windows { json.element(days) } }
      writeNarrowing(to: &json)
      json.array("recipients") { json in for address in recipients { json.element(address) } }
      json.text("subject", subject)
      json.text("html", htmlBytes.map { _ in stem + ".html" })
      json.text("text", textBytes.map { _ in stem + ".txt" })
      json.text("json", hasJSON ? stem + ".json" : nil)
      json.array("eml") { json in
        for index in 0..<mailCount { json.element("\(stem).\(index + 1).eml") }
      }
      json.number("expiring", expiring)
      json.number("renewed", renewed)
      json.number("new", new)
      json.number("changes", changes)
      json.number("milestones", milestones)
      json.number("events", events)
      json.object("alerts") { json in
        json.number("major", major)
        json.number("minor", minor)
      }
      json.number("dismissed", dismissed)
      json.object("bytes") { json in
        json.number("html", htmlBytes)
        json.number("text", textBytes)
      }
      json.object("sha256") { json in
        json.text("html", htmlHash)
        json.text("text", textHash)
      }
    }
    json.endLine()
  }

  private func writeNarrowing(to json: inout JSONText) {
    if let virtualAccounts {
      json.array("virtual_accounts") { json in for name in virtualAccounts { json.element(name) } }
    } else {
      json.text("virtual_accounts", "*")
    }
    if alertTypes == .all {
      json.text("alert_events", "*")
    } else {
      json.array("alert_events") { json in
        for type in alertTypes.ordered { json.element(type.rawValue) }
      }
    }
  }
}
