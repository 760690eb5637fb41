@testable import Licensing
@testable import Rendering
@testable import Templates

/// A few accounts, read and judged, for tests of pages.
struct World {
  static let today = CalendarDate(dayNumber: 20_779)

  let inventory: Inventory
  private let sentences: Sentences
  private let context: PageContext
  private let overviews: [AccountOverview]

  /// Accounts with one term each that ends in so many days and is in use so often, of 1 seat.
  init(accounts: [(domain: String, daysLeft: Int, inUse: Int32)], license: String = "Apex") {
    var rows = ExportRows()
    for account in accounts {
      rows.licenses.append(
        LicenseRow(
          account: rows.texts.insert(account.domain), virtualAccount: rows.texts.insert("A"),
          license: rows.texts.insert(license), inUse: min(account.inUse, 1), quantity: 1,
          end: .on(Self.today.adding(days: account.daysLeft)),
          location: .init(file: 0, line: 2, column: 1)))
    }
    self.init(rows)
  }

  /// One account with licenses of 10 seats each, so many of them in use.
  init(uses: [Int32?]) {
    var rows = ExportRows()
    for (line, inUse) in uses.enumerated() {
      rows.licenses.append(
        LicenseRow(
          account: rows.texts.insert("acme.example"), virtualAccount: rows.texts.insert("A"),
          license: rows.texts.insert("License \(line)"), inUse: inUse, quantity: 10,
          location: .init(file: 0, line: Int32(line) + 2, column: 1)))
    }
    self.init(rows)
  }

  private init(_ rows: ExportRows) {
    let inventory = Inventory(joining: [rows], reportDate: Self.today)
    let settings = RuleSettings()
    let since = Self.today.adding(days: -1)
    overviews = inventory.accounts.map { account in
      let report = AccountReport(
        account, texts: inventory.texts, date: Self.today, since: since, settings: settings)
      return AccountOverview(
        report, grants: Grants(), texts: inventory.texts, settings: settings)
    }
    context = PageContext(
      date: Self.today, since: since, isCutShort: false, paths: ["licenses.csv"],
      settings: settings)
    sentences = Sentences(.keys, texts: inventory.texts)
    self.inventory = inventory
  }

  var index: IndexView { IndexView(overviews, problems: [], texts: inventory.texts) }
  var alerts: AlertsView { AlertsView(overviews, commerce: "https://{account}/") }

  /// The first page through a template.
  func lines<Names: TemplateNames>(
    _ template: String, _ names: Names.Type, _ values: (Int, PageView) -> ViewValues
  ) throws -> String {
    let source = TemplateSource(path: "test.html", bytes: Array(template.utf8))
    let compiled = try TemplateLibrary(["test.html": source])
      .template("test.html", for: names.record, escaping: .html)
    var bytes: [UInt8] = []
    let page = PageView(sentences: sentences, context: context)
    compiled.render(values(1, page).filled, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Phrases {
  /// A wording in which each sentence is its own key.
  fileprivate static var keys: Phrases {
    let plurals = PluralPhrase.allCases.map { "\($0.key).other" }
    let keys = Phrase.allCases.map(\.key) + plurals
    return Phrases(locale: "en", wording: Dictionary(uniqueKeysWithValues: keys.map { ($0, $0) }))
  }
}
