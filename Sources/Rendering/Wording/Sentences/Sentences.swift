package import Licensing

/// Sentences composed in a language: what an alert tells, what a message says of itself.
///
/// What is in every line is appended to a buffer of UTF-8; the rest is made as strings.
package final class Sentences: Sendable {
  /// The sentences of one language.
  package let phrases: Phrases
  /// How that language writes days.
  package let dates: DateText
  let texts: TextTable
  /// In the order of rule P2.
  private let alertNames: [String]
  private let alertActions: [String]
  private let severities: (major: String, minor: String)
  /// As the text writes them, and how many columns the longer one takes.
  let capitals: (major: String, minor: String, width: Int)
  /// In place of a count that is unknown.
  let unknownCount: String
  /// Between the words of a list.
  let separator: [UInt8]
  /// Around a remark behind a text.
  let brackets: (open: [UInt8], close: [UInt8])
  private let date: CalendarDate?

  /// Sentences in the language of these phrases, of a report date where many are to come.
  package init(_ phrases: Phrases, texts: TextTable, date: CalendarDate? = nil) {
    self.phrases = phrases
    self.texts = texts
    self.date = date
    dates = DateText(phrases)
    alertNames = AlertType.allCases.map { phrases.text(Self.phrases(of: $0).name) }
    alertActions = AlertType.allCases.map { phrases.text(Self.phrases(of: $0).action) }
    severities = (phrases.text(.`severity.major`), phrases.text(.`severity.minor`))
    let (major, minor) = (severities.major.uppercased(), severities.minor.uppercased())
    capitals = (major, minor, max(DisplayWidth.of(major), DisplayWidth.of(minor)))
    unknownCount = phrases.text(.`mail.totals.unknown`)
    separator = Array(phrases.text(.`list.separator`).utf8)
    let bracketed = phrases.text(.`list.bracketed`, ["text": "\0", "remark": "\0"])
      .split(separator: "\0", omittingEmptySubsequences: false).map { Array($0.utf8) }
    brackets = bracketed.count == 3 ? (bracketed[1], bracketed[2]) : ([], [])
  }

  /// The same sentences, in memory of their own.
  package var separated: Sentences {
    Sentences(
      Phrases(locale: phrases.locale, wording: phrases.wording), texts: texts, date: date)
  }

  /// What an alert tells, one sentence without its subject.
  package func detail(of alert: Alert) -> String {
    string { writeDetail(of: alert, to: &$0) }
  }

  /// The name of an alert type.
  package func name(of type: AlertType) -> String { alertNames[AlertTypes(type).firstIndex] }

  /// What an alert is called: of an authorization the state of the instance, of the portal's own
  /// alerts its word.
  package func name(of alert: Alert) -> String {
    switch alert.facts {
    case .authorization(let isGraceOver, _, _):
      phrases.text(isGraceOver ? .`page.state.grace-expired.name` : .`page.state.grace.name`)
    case .stated(let type, _) where alert.type == .portalAlerts: string { writeName(type, to: &$0) }
    default: name(of: alert.type)
    }
  }

  /// What the portal asks to do about an alert.
  func action(of type: AlertType) -> String { alertActions[AlertTypes(type).firstIndex] }

  /// `Major`.
  package func name(of severity: Severity) -> String {
    switch severity {
    case .major: severities.major
    case .minor: severities.minor
    case .informational: phrases.text(.`severity.informational`)
    }
  }

  /// `25 seats`.
  package func seats(_ count: Int) -> String { string { writeSeats(count, to: &$0) } }

  /// `today`, `tomorrow`, `in 17 days`, `2 days ago`.
  func when(_ daysLeft: Int) -> String { string { writeWhen(daysLeft, to: &$0) } }

  /// Appends a name of at most 120 characters.
  func writeName(_ text: TextID, to bytes: inout [UInt8]) {
    let start = bytes.count
    texts.append(text, to: &bytes)
    guard bytes.count - start > Self.longestName else { return }
    let name = String(decoding: bytes[start...], as: UTF8.self)
    bytes.removeSubrange(start...)
    bytes += Self.cut(name, to: Self.longestName).utf8
  }

  func string(_ write: (inout [UInt8]) -> Void) -> String {
    var bytes: [UInt8] = []
    write(&bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func phrases(of type: AlertType) -> (name: Phrase, action: Phrase) {
    switch type {
    case .insufficientLicenses:
      (.`alert.insufficient-licenses.name`, .`page.action.insufficient-licenses`)
    case .licensesExpiring: (.`alert.licenses-expiring.name`, .`page.action.licenses-expiring`)
    case .licensesExpired: (.`alert.licenses-expired.name`, .`page.action.licenses-expired`)
    case .outOfCompliance: (.`alert.out-of-compliance.name`, .`page.action.out-of-compliance`)
    case .failedToConnect: (.`alert.failed-to-connect.name`, .`page.action.failed-to-connect`)
    case .failedToRenew: (.`alert.failed-to-renew.name`, .`page.action.failed-to-renew`)
    case .authorizationExpired:
      (.`alert.authorization-expired.name`, .`page.action.authorization-expired`)
    case .portalAlerts: (.`alert.portal-alerts.name`, .`page.action.portal-alerts`)
    }
  }
}

extension AlertTypes {
  /// The index of its first type in the order of rule P2.
  fileprivate var firstIndex: Int { rawValue.trailingZeroBitCount }
}
