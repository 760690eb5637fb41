internal import Licensing

/// An account's overview as a shard keeps it: texts written out once, lines as rows of numbers.
struct OverviewRecord: Codable {
  /// What is wrong with a record that no shard of ours has.
  struct Damage: Error {}

  var name: String
  var virtualAccounts: [String]
  /// What alerts and gaps name, by index.
  var texts: [String]
  /// Rows of `alertLength` numbers; days since 1970-01-01, -1 for none.
  var alerts: [Int]
  /// Rows of `dismissedLength` numbers: an alert's, then the day until which, by whom and why.
  var dismissed: [Int]
  var expiring: Int
  var seatsShort: Int
  var nextExpiry: AccountOverview.NextExpiry?
  var subscribers: Int
  /// Rows of `gapLength` numbers.
  var gaps: [Int]
  /// Each list once: the gaps of one virtual account have the same.
  var reasons: [[Coverage.Reason]]
  var isWithoutPreferences: Bool
  var rowsWithoutLicense: Int
  var silentUsers: [Coverage.SilentUser]
  var loss: Loss?
  var unchangedSince: CalendarDate?

  static let alertLength = 15
  static let dismissedLength = alertLength + 3
  fileprivate static let severities: [Severity] = [.minor, .major, .informational]
  static let gapLength = 6

  /// The record of an overview.
  init(_ overview: AccountOverview, texts table: TextTable) {
    var named = TextIndices(table)
    name = table.string(overview.name)
    virtualAccounts = overview.virtualAccounts.map(table.string)
    expiring = overview.expiring
    seatsShort = overview.seatsShort
    nextExpiry = overview.nextExpiry
    subscribers = overview.subscribers
    alerts = overview.alerts.flatMap { Self.row($0, &named) }
    dismissed = overview.dismissed.flatMap { dismissed in
      Self.row(dismissed.alert, &named)
        + [
          dismissed.until.map { Int($0.dayNumber) } ?? -1, named.index(of: dismissed.by),
          named.index(of: dismissed.reason),
        ]
    }
    let coverage = overview.coverage
    var reasons: [[Coverage.Reason]: Int] = [:]
    gaps = coverage.gaps.flatMap { Self.row($0, &reasons, &named) }
    self.reasons = reasons.sorted { $0.value < $1.value }.map(\.key)
    isWithoutPreferences = coverage.isWithoutPreferences
    rowsWithoutLicense = coverage.rowsWithoutLicense
    silentUsers = coverage.silentUsers
    (loss, unchangedSince) = (overview.loss, overview.unchangedSince)
    texts = named.texts
  }

  /// Whether each number could be of a run, and the sum of a million accounts too.
  private var isSound: Bool {
    var counts = [expiring, seatsShort, subscribers, rowsWithoutLicense]
    if let loss { counts += [loss.before, loss.now] }
    let days = nextExpiry.map { [$0.daysLeft] } ?? []
    return counts.allSatisfy((0...(1 << 40)).contains) && days.allSatisfy((0...(1 << 40)).contains)
      && (alerts + dismissed + gaps).allSatisfy((-(1 << 40)...(1 << 40)).contains)
  }

  /// The overview again, with its texts in a table.
  func overview(domain: TextID, texts table: inout TextTable) throws(Damage) -> AccountOverview {
    guard isSound else { throw Damage() }
    var identifiers: [TextID] = []
    for text in texts { identifiers.append(table.insert(text)) }
    let rows = RecordRows(texts: identifiers, virtualAccounts: virtualAccounts.count)
    var names: [TextID] = []
    for name in virtualAccounts { names.append(table.insert(name)) }
    return AccountOverview(
      domain: domain, name: table.insert(name), virtualAccounts: names,
      alerts: try rows.alerts(alerts), dismissed: try rows.dismissed(dismissed),
      expiring: expiring, seatsShort: seatsShort, nextExpiry: nextExpiry, subscribers: subscribers,
      coverage: Coverage(
        gaps: try rows.gaps(gaps, reasons), isWithoutPreferences: isWithoutPreferences,
        rowsWithoutLicense: rowsWithoutLicense, silentUsers: silentUsers),
      loss: loss, unchangedSince: unchangedSince)
  }

  private static func row(_ alert: Alert, _ texts: inout TextIndices) -> [Int] {
    let facts: (Int, Int, Int) =
      switch alert.facts {
      case .insufficient(let inUse, let owned): (inUse, owned, 0)
      case .expired(let quantity, let daysAgo, let isCovered):
        (quantity, daysAgo, isCovered ? 1 : 0)
      case .outOfCompliance, .carried: (0, 0, 0)
      case .expiring(let quantity, let daysLeft, let shortfall):
        (quantity, daysLeft, shortfall ?? -1)
      case .authorization(let isGraceOver, let since, let status):
        (isGraceOver ? 1 : 0, since.map { Int($0.dayNumber) } ?? -1, texts.index(of: status))
      case .notRenewed(let since), .notConnected(let since): (Int(since.dayNumber), 0, 0)
      case .stated(let type, let message): (texts.index(of: type), texts.index(of: message), -1)
      }
    return [
      AlertType.allCases.firstIndex(of: alert.type) ?? 0,
      severities.firstIndex(of: alert.severity) ?? 0,
      alert.actionDue.map { Int($0.dayNumber) } ?? -1, alert.virtualAccount ?? -1,
      texts.index(of: alert.subject), texts.index(of: alert.subscription), alert.quantity,
      facts.0, facts.1, facts.2, alert.statedType == nil ? 0 : 1,
      alert.isNew.map { $0 ? 1 : 0 } ?? -1, alert.firstSeen.map { Int($0.dayNumber) } ?? -1,
      alert.isCarried ? 1 : 0, alert.isNoLongerDismissed ? 1 : 0,
    ]
  }

  private static func row(
    _ gap: Coverage.Gap, _ reasons: inout [[Coverage.Reason]: Int], _ texts: inout TextIndices
  ) -> [Int] {
    let known = reasons[gap.reasons] ?? reasons.count
    reasons[gap.reasons] = known
    return [
      texts.index(of: gap.license), gap.virtualAccount, texts.index(of: gap.subscription),
      gap.quantity, Int(gap.endDate.dayNumber), known,
    ]
  }
}

/// Numbers texts in the order they are met.
private struct TextIndices {
  private(set) var texts: [String] = []
  private var indices: [TextID: Int] = [:]
  private let table: TextTable

  init(_ table: TextTable) { self.table = table }

  mutating func index(of text: TextID) -> Int {
    if let known = indices[text] { return known }
    indices[text] = texts.count
    texts.append(table.string(text))
    return texts.count - 1
  }
}

/// Reads rows of numbers back; whatever a shard's file holds, no number leads outside.
private struct RecordRows {
  let texts: [TextID]
  let virtualAccounts: Int

  func alerts(_ numbers: [Int]) throws(OverviewRecord.Damage) -> [Alert] {
    var alerts: [Alert] = []
    for row in try rows(numbers, of: OverviewRecord.alertLength) { alerts.append(try alert(row)) }
    return alerts
  }

  func dismissed(_ numbers: [Int]) throws(OverviewRecord.Damage) -> [DismissedAlert] {
    var found: [DismissedAlert] = []
    for row in try rows(numbers, of: OverviewRecord.dismissedLength) {
      let own = row[OverviewRecord.alertLength...]
      found.append(
        DismissedAlert(
          alert: try alert(row),
          until: own[own.startIndex] < 0 ? nil : try day(own[own.startIndex]),
          by: try text(own[own.startIndex + 1]), reason: try text(own[own.startIndex + 2])))
    }
    return found
  }

  private func alert(_ row: [Int]) throws(OverviewRecord.Damage) -> Alert {
    guard AlertType.allCases.indices.contains(row[0]),
      OverviewRecord.severities.indices.contains(row[1])
    else { throw OverviewRecord.Damage() }
    let type = AlertType.allCases[row[0]]
    var alert =
      Alert(
        type: type, severity: OverviewRecord.severities[row[1]],
        actionDue: row[2] < 0 ? nil : try day(row[2]),
        virtualAccount: row[3] < 0 ? nil : try virtualAccount(row[3]),
        subject: try text(row[4]), subscription: try text(row[5]), quantity: row[6],
        facts: row[13] == 1
          ? .carried
          : row[10] == 1
            ? .stated(type: try text(row[7]), message: try text(row[8]))
            : try facts(type, row[7], row[8], row[9]))
    alert.isNew = row[11] < 0 ? nil : row[11] == 1
    alert.firstSeen = row[12] < 0 ? nil : try day(row[12])
    alert.isNoLongerDismissed = row[14] == 1
    return alert
  }

  func gaps(
    _ numbers: [Int], _ reasons: [[Coverage.Reason]]
  ) throws(OverviewRecord.Damage) -> [Coverage.Gap] {
    var gaps: [Coverage.Gap] = []
    for row in try rows(numbers, of: OverviewRecord.gapLength) {
      guard reasons.indices.contains(row[5]) else { throw OverviewRecord.Damage() }
      gaps.append(
        Coverage.Gap(
          license: try text(row[0]), virtualAccount: try virtualAccount(row[1]),
          subscription: try text(row[2]), quantity: row[3], endDate: try day(row[4]),
          reasons: reasons[row[5]]))
    }
    return gaps
  }

  private func facts(
    _ type: AlertType, _ one: Int, _ two: Int, _ three: Int
  ) throws(OverviewRecord.Damage) -> Alert.Facts {
    switch type {
    case .insufficientLicenses: return .insufficient(inUse: one, owned: two)
    case .licensesExpired: return .expired(quantity: one, daysAgo: two, isCovered: three == 1)
    case .outOfCompliance: return .outOfCompliance
    case .licensesExpiring:
      return .expiring(quantity: one, daysLeft: two, shortfall: three < 0 ? nil : three)
    case .authorizationExpired:
      return .authorization(
        isGraceOver: one == 1, since: two < 0 ? nil : try day(two), status: try text(three))
    case .failedToRenew: return .notRenewed(since: try day(one))
    case .failedToConnect: return .notConnected(since: try day(one))
    case .portalAlerts: throw OverviewRecord.Damage()
    }
  }

  private func rows(
    _ numbers: [Int], of length: Int
  ) throws(OverviewRecord.Damage) -> [[Int]] {
    guard numbers.count % length == 0 else { throw OverviewRecord.Damage() }
    return stride(from: 0, to: numbers.count, by: length).map { first in
      Array(numbers[first..<first + length])
    }
  }

  private func text(_ index: Int) throws(OverviewRecord.Damage) -> TextID {
    guard texts.indices.contains(index) else { throw OverviewRecord.Damage() }
    return texts[index]
  }

  private func virtualAccount(_ index: Int) throws(OverviewRecord.Damage) -> Int {
    guard (0..<virtualAccounts).contains(index) else { throw OverviewRecord.Damage() }
    return index
  }

  private func day(_ number: Int) throws(OverviewRecord.Damage) -> CalendarDate {
    guard (0...Int(CalendarDate.last.dayNumber)).contains(number) else {
      throw OverviewRecord.Damage()
    }
    return CalendarDate(dayNumber: Int32(number))
  }
}
