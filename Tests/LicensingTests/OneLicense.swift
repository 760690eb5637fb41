@testable import Licensing

/// One license of one account and its terms, for tests of the rules.
struct OneLicense {
  static let today = day(2026, 11, 22)

  let inventory: Inventory
  let settings: RuleSettings

  var account: SmartAccount { inventory.accounts[0] }
  var outlooks: TermOutlooks {
    TermOutlooks(of: account, texts: inventory.texts, on: Self.today, settings: settings)
  }
  var report: AccountReport {
    AccountReport(
      account, texts: inventory.texts, date: Self.today, since: Self.today.adding(days: -1),
      settings: settings)
  }

  init(inUse: Int32?, _ terms: [OneTerm], settings: RuleSettings = RuleSettings()) {
    var rows = ExportRows()
    rows.licenses = terms.enumerated().map { line, term in
      LicenseRow(
        account: rows.texts.insert("acme.example"), virtualAccount: rows.texts.insert("DEFAULT"),
        license: rows.texts.insert("Network Advantage"), inUse: inUse, isInactive: term.isInactive,
        sku: rows.texts.insert(term.sku), subscription: rows.texts.insert(term.subscription),
        quantity: term.quantity, start: term.start, end: term.end,
        location: SourceLocation(file: 0, line: Int32(line) + 2, column: 1))
    }
    inventory = Inventory(joining: [rows], reportDate: Self.today)
    self.settings = settings
  }

  /// The digest of whoever sees everything.
  func digest(windows: [Int] = [90]) -> Digest {
    report.digest(
      for: Variant(
        locale: "en", windows: WindowSelection(windows), alertTypes: .all, scope: .wholeAccount,
        recipients: []),
      texts: inventory.texts, isCutShort: false)
  }
}

/// A term as a test writes it.
struct OneTerm: CustomStringConvertible {
  var quantity: Int32
  var start: CalendarDate?
  var end: TermEnd
  var subscription: String
  var sku: String
  var isInactive: Bool

  init(
    _ quantity: Int32, start: CalendarDate? = nil, end: TermEnd = .never, subscription: String = "",
    sku: String = "", isInactive: Bool = false
  ) {
    self.quantity = quantity
    self.start = start
    self.end = end
    self.subscription = subscription
    self.sku = sku
    self.isInactive = isInactive
  }

  /// A term by the days from the report date to its first and last day.
  init(_ quantity: Int32, from start: Int, to end: Int, subscription: String = "") {
    self.init(
      quantity, start: OneLicense.today.adding(days: start),
      end: .on(OneLicense.today.adding(days: end)), subscription: subscription)
  }

  var description: String {
    "\(quantity) \(start?.iso ?? "-")...\(end.date?.iso ?? "\(end)") \(subscription)"
  }
}

extension Inventory {
  /// The alerts of the first account.
  func alerts(on date: CalendarDate, settings: RuleSettings = RuleSettings()) -> [Alert] {
    AccountReport(
      accounts[0], texts: texts, date: date, since: date.adding(days: -1), settings: settings
    ).alerts
  }
}
