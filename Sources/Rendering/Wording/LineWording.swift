internal import Licensing

/// The sentences that every line of a message or page needs, looked up once a language.
struct LineWording: Sendable {
  let ends: Sentence
  let begins: Sentence
  let milestone: Sentence
  let labelled: Sentence
  let covered: Sentence
  let unknownUse: Sentence
  let short: PluralSentence
  let seats: PluralSentence
  let days: Sentence
  let today: Sentence
  let tomorrow: Sentence
  let inDays: PluralSentence
  let daysAgo: PluralSentence
  let seatsShortNow: PluralSentence
  let seatsFree: PluralSentence
  let dueNow: Sentence
  let dueOn: Sentence
  let duePast: Sentence
  let insufficient: Sentence
  let expired: PluralSentence
  let expiredCovered: PluralSentence
  let expiringToday: Sentence
  let expiringTomorrow: Sentence
  let expiring: PluralSentence
  let expiringMeaning: Sentence
  let outOfCompliance: Sentence
  let notRenewed: Sentence
  let notConnected: Sentence
  let inGrace: Sentence
  let graceOver: Sentence
  let stated: Sentence
  let unknownCount: String
  /// Between the words of a list.
  let separator: [UInt8]
  let severities: (major: String, minor: String)
  /// As the text writes them, and how many columns the longer one takes.
  let capitals: (major: String, minor: String, width: Int)
  let totalsCapitals: String
  /// The heading of the totals' first column.
  let totalsName: ArraySlice<UInt8>
  /// The headings of the totals' numbers, and how many columns each takes.
  let totalsHeadings: [(text: ArraySlice<UInt8>, width: Int)]
  /// In the order of rule P2.
  private let alerts: [AlertWords]

  /// What pages and messages call an alert type, and what the portal asks to do.
  private struct AlertWords {
    var name: String
    var action: String
  }

  /// The headings of the totals' numbers, in their order.
  static let totals: [Phrase] = [
    .totalLicenses, .totalQuantity, .totalInUse, .totalExpiring, .totalAlerts,
  ]

  init(_ phrases: Phrases) {
    ends = phrases.sentence(.ends)
    begins = phrases.sentence(.begins)
    milestone = phrases.sentence(.milestone)
    labelled = phrases.sentence(.labelled)
    covered = phrases.sentence(.covered)
    unknownUse = phrases.sentence(.unknownUse)
    short = phrases.sentence(.short)
    seats = phrases.sentence(.seats)
    days = phrases.sentence(.days)
    today = phrases.sentence(.today)
    tomorrow = phrases.sentence(.tomorrow)
    daysAgo = phrases.sentence(.daysAgo)
    inDays = phrases.sentence(.inDays)
    seatsShortNow = phrases.sentence(.seatsShortNow)
    seatsFree = phrases.sentence(.seatsFree)
    dueNow = phrases.sentence(.dueNow)
    dueOn = phrases.sentence(.dueOn)
    duePast = phrases.sentence(.duePast)
    insufficient = phrases.sentence(.insufficientDetail)
    expired = phrases.sentence(.expiredDetail)
    expiredCovered = phrases.sentence(.expiredCovered)
    expiringToday = phrases.sentence(.expiringToday)
    expiringTomorrow = phrases.sentence(.expiringTomorrow)
    expiringMeaning = phrases.sentence(.expiringMeaning)
    expiring = phrases.sentence(.expiringDetail)
    outOfCompliance = phrases.sentence(.outOfComplianceDetail)
    notRenewed = phrases.sentence(.failedToRenewDetail)
    notConnected = phrases.sentence(.failedToConnectDetail)
    inGrace = phrases.sentence(.authorizationInGrace)
    graceOver = phrases.sentence(.authorizationGraceOver)
    stated = phrases.sentence(.authorizationStated)
    unknownCount = phrases.text(.unknownCount)
    separator = Array(phrases.text(.listSeparator).utf8)
    severities = (phrases.text(.major), phrases.text(.minor))
    let (major, minor) = (severities.major.uppercased(), severities.minor.uppercased())
    capitals = (major, minor, max(DisplayWidth.of(major), DisplayWidth.of(minor)))
    totalsCapitals = phrases.text(.totalsHeading).uppercased()
    totalsName = Array(phrases.text(.totalVirtualAccount).utf8)[...]
    totalsHeadings = Self.totals.map { heading in
      let text = phrases.text(heading)
      return (Array(text.utf8)[...], DisplayWidth.of(text))
    }
    let words: [(Phrase, Phrase)] = [
      (.insufficientName, .insufficientAction),
      (.expiringName, .expiringAction),
      (.expiredName, .expiredAction),
      (.outOfComplianceName, .outOfComplianceAction),
      (.failedToConnectName, .failedToConnectAction),
      (.failedToRenewName, .failedToRenewAction),
      (.authorizationName, .authorizationAction),
    ]
    alerts = words.map { name, action in
      AlertWords(name: phrases.text(name), action: phrases.text(action))
    }
  }

  /// The name of an alert type.
  func name(of type: AlertType) -> String { alerts[type.place].name }

  /// What the portal asks to do about an alert.
  func action(of type: AlertType) -> String { alerts[type.place].action }
}

extension AlertType {
  /// Its place in the order of rule P2.
  fileprivate var place: Int {
    switch self {
    case .insufficientLicenses: 0
    case .licensesExpiring: 1
    case .licensesExpired: 2
    case .outOfCompliance: 3
    case .failedToConnect: 4
    case .failedToRenew: 5
    case .authorizationExpired: 6
    }
  }
}
