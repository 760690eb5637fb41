import SeededRandom
import Testing

@testable import Licensing

struct RenewalRuleTests {
  /// Which of the terms that end are renewed, by their subscriptions.
  private func renewed(_ inUse: Int32?, _ terms: [OneTerm]) -> [String] {
    let world = OneLicense(inUse: inUse, terms)
    return world.account.terms.indices.filter { world.outlooks.renewal(ofTerm: $0) != nil }
      .map { world.inventory.texts.string(world.account.terms[$0].subscription) }
  }

  @Test(
    arguments: [
      // Ends in ten days: early, on time, after a gap.
      (10, -81, 50, false), (10, -80, 50, true), (10, 10, 50, true), (10, 11, 50, true),
      (10, 12, 50, false),
      // In part, whole, with growth.
      (10, 11, 49, false), (10, 11, 50, true), (10, 11, 51, true),
      // Ends today, ended: until the report date.
      (0, 1, 50, true), (0, 2, 50, false), (-1, 0, 50, true), (-1, 1, 50, false),
      (-30, -29, 50, true), (-30, 0, 50, true), (-30, 1, 50, false), (-30, -120, 50, true),
      (-30, -121, 50, false),
    ] as [(Int, Int, Int32, Bool)])
  func `a term is renewed by seats that begin from 90 days before its end to the day after it`(
    end: Int, start: Int, quantity: Int32, isRenewed: Bool
  ) {
    let terms = [
      OneTerm(50, from: end - 365, to: end, subscription: "old"),
      OneTerm(quantity, from: start, to: 400, subscription: "new"),
    ]
    #expect(renewed(40, terms).contains("old") == isRenewed)
  }

  @Test(arguments: [
    (0, 0, false), (0, 1, true), (10, 10, false), (10, 11, true), (-5, -1, false), (-5, 0, false),
    (-5, 1, true),
  ])
  func `what renews a term ends after it and after the report date`(
    end: Int, newEnd: Int, isRenewed: Bool
  ) {
    let terms = [
      OneTerm(5, from: end - 365, to: end, subscription: "old"),
      OneTerm(5, from: end - 1, to: newEnd, subscription: "new"),
    ]
    #expect(renewed(0, terms).contains("old") == isRenewed)
  }

  @Test(
    arguments: [
      OneTerm(50), OneTerm(50, end: .unknown),
      OneTerm(50, start: OneLicense.today, end: .unknown),
      OneTerm(50, end: .on(OneLicense.today.adding(days: 400))),
      OneTerm(50, start: OneLicense.today, isInactive: true), OneTerm(0, from: 0, to: 400),
    ])
  func `terms without a start, of unknown end, out of force or without seats renew nothing`(
    other: OneTerm
  ) {
    #expect(renewed(0, [OneTerm(50, from: -300, to: 10), other]) == [])
  }

  @Test func `a perpetual term with a start renews, and for ever`() {
    let world = OneLicense(
      inUse: 0,
      [
        OneTerm(50, from: -300, to: 10),
        OneTerm(50, start: OneLicense.today, subscription: "Sub9"),
      ])
    let renewal = world.outlooks.renewal(ofTerm: 0)
    #expect(renewal?.until == nil)
    #expect(renewal.map { world.inventory.texts.string($0.subscription) } == "Sub9")
  }

  @Test(arguments: [(50, true), (51, false), (100, false), (nil, true)] as [(Int32?, Bool)])
  func `seats bought for growth renew nothing that is in use beside them`(
    inUse: Int32?, isRenewed: Bool
  ) {
    let terms = [
      OneTerm(50, from: -300, to: 10, subscription: "old"),
      OneTerm(50, from: -20, to: 400, subscription: "growth"),
    ]
    #expect(renewed(inUse, terms) == (isRenewed ? ["old"] : []))
  }

  @Test func `a license that is short already may be renewed while it is short of no more`() {
    let terms = [
      OneTerm(50, from: -300, to: 10, subscription: "old"),
      OneTerm(50, from: 11, to: 400, subscription: "new"),
    ]
    #expect(renewed(60, terms) == ["old"])
  }

  @Test func `a seat renews one seat, of the term that ends first`() {
    let terms = [
      OneTerm(30, from: -300, to: 10, subscription: "first"),
      OneTerm(30, from: -300, to: 11, subscription: "second"),
      OneTerm(20, from: -300, to: 12, subscription: "third"),
      OneTerm(50, from: 5, to: 400, subscription: "new"),
    ]
    #expect(renewed(0, terms) == ["first", "third"])
  }

  @Test func `seats of several terms renew one, and the first that ends says until when`() {
    let world = OneLicense(
      inUse: 0,
      [
        OneTerm(50, from: -300, to: 10), OneTerm(20, from: 5, to: 400, subscription: "b"),
        OneTerm(20, from: 5, to: 390, subscription: "a"), OneTerm(20, from: 6, to: 380),
      ])
    let renewal = world.outlooks.renewal(ofTerm: 0)
    #expect(renewal.map { world.inventory.texts.string($0.subscription) } == "a")
    #expect(renewal?.until == OneLicense.today.adding(days: 380))
  }

  @Test func `a renewed term is in no alert, notice, count or list, and in the renewed lines`() {
    let world = OneLicense(
      inUse: 5, [OneTerm(5, from: -300, to: 30), OneTerm(5, from: 31, to: 395)])
    #expect(world.report.alerts.isEmpty)
    #expect(world.report.timeline.highest == 0)
    #expect(world.report.nextExpiry?.daysLeft == 395)
    #expect(world.report.expiringCount == 0)
    #expect(world.report.renewals(settings: RuleSettings(), texts: world.inventory.texts).isEmpty)
    let digest = world.digest()
    #expect(digest.expiring.isEmpty)
    #expect(digest.renewed.map(\.daysLeft) == [30])
    #expect(digest.renewed.map(\.milestone) == [nil])
    #expect(digest.totals.map(\.expiring) == [0])
    #expect(world.inventory.alerts(on: OneLicense.today.adding(days: 31)).isEmpty)
  }

  @Test(arguments: [-60, 0, 1])
  func `from the night on which it is renewed a term is silent, to its end and ever after`(
    start: Int
  ) {
    let world = OneLicense(
      inUse: 5, [OneTerm(5, from: -300, to: 0), OneTerm(5, from: start, to: 700)])
    for night in -100...95 {
      let date = OneLicense.today.adding(days: night)
      let report = AccountReport(
        world.account, texts: world.inventory.texts, date: date, since: date.adding(days: -1),
        settings: RuleSettings())
      #expect(report.alerts.isEmpty && report.announced.isEmpty, "night \(night)")
      #expect(report.expiringCount == 0, "night \(night)")
      let inWindow = (-90...0).contains(night)
      #expect(report.expiring.joined().count == (inWindow ? 1 : 0), "night \(night)")
    }
  }

  @Test(arguments: [2, 30])
  func `after a gap a term expires, is expired, and is renewed once the next has begun`(gap: Int) {
    let world = OneLicense(
      inUse: 5, [OneTerm(5, from: -300, to: 0), OneTerm(5, from: gap, to: 700)])
    let expected: [(Int, [AlertType])] = [
      (-91, []), (-31, [.licensesExpiring]), (0, [.licensesExpiring]),
      (1, [.insufficientLicenses, .licensesExpired]),
      (gap - 1, [.insufficientLicenses, .licensesExpired]), (gap, []), (gap + 1, []),
    ]
    for (night, types) in expected {
      let alerts = world.inventory.alerts(on: OneLicense.today.adding(days: night))
      #expect(Set(alerts.map(\.type)) == Set(types), "night \(night)")
    }
  }

  @Test func `order lines of one purchase are one line, renewed ones apart`() {
    let world = OneLicense(
      inUse: 0,
      (0..<60).map { _ in OneTerm(1, from: -300, to: 10) } + [OneTerm(25, from: 11, to: 400)])
    let digest = world.digest()
    #expect(digest.expiring.map(\.quantity) == [35])
    #expect(digest.expiring.map(\.orders) == [35])
    #expect(digest.renewed.map(\.quantity) == [25])
    #expect(world.report.alerts.count == 35)
    #expect(world.report.alerts.entries.count == 1)
  }

  @Test(arguments: 0..<300)
  func `the sweep renews what a plain reading of the rule renews`(seed: Int) {
    var random = SeededRandom(seed: seed)
    let world = OneLicense.random(&random)
    let plain = PlainRenewals(world).renewed
    let swept = world.account.terms.indices.filter {
      world.outlooks.renewal(ofTerm: $0) != nil
    }
    #expect(swept == plain, "seed \(seed)")
  }
}

/// The rule read word by word, quadratic in the terms.
private struct PlainRenewals {
  private(set) var renewed: [Int] = []

  init(_ world: OneLicense) {
    let (terms, texts) = (world.account.terms, world.inventory.texts)
    let (today, inUse) = (OneLicense.today, world.account.licenses[0].inUse)
    var left = terms.map(\.quantity)
    func short(on day: Int) -> Int {
      guard let inUse else { return 0 }
      let owned = terms.filter { $0.isInForce(onDayNumber: day, reportDate: today) }
      return max(0, inUse - owned.reduce(0) { $0 + $1.quantity })
    }
    func subscription(_ index: Int) -> String { texts.string(terms[index].subscription) }
    func start(_ index: Int) -> Int { terms[index].start.map { Int($0.dayNumber) } ?? -1 }
    let served = terms.indices.filter { terms[$0].quantity > 0 && terms[$0].end.date != nil }
      .sorted {
        (terms[$0].end.date?.dayNumber ?? 0, start($0), subscription($0), $0)
          < (terms[$1].end.date?.dayNumber ?? 0, start($1), subscription($1), $1)
      }
    for index in served {
      let end = Int(terms[index].end.date?.dayNumber ?? 0)
      let latest = max(end + 1, Int(today.dayNumber))
      let others = terms.indices.filter { other in
        guard terms[other].start != nil, !terms[other].isInactive, terms[other].end != .unknown,
          (end - world.settings.largestWindow...latest).contains(start(other))
        else { return false }
        let last = terms[other].end.date.map { Int($0.dayNumber) } ?? .max
        return last > end && last > Int(today.dayNumber)
      }.sorted { (start($0), subscription($0), $0) < (start($1), subscription($1), $1) }
      var (needed, given) = (terms[index].quantity, [(Int, Int)]())
      for other in others where needed > 0 && left[other] > 0 {
        given.append((other, min(needed, left[other])))
        needed -= min(needed, left[other])
      }
      guard needed == 0 else { continue }
      let day = max(end + 1, given.map { start($0.0) }.max() ?? 0)
      guard short(on: day) <= short(on: end) else { continue }
      for (other, seats) in given { left[other] -= seats }
      renewed.append(index)
    }
    renewed.sort()
  }
}

extension OneLicense {
  /// Up to thirty terms whose days meet often.
  fileprivate static func random(_ random: inout SeededRandom) -> OneLicense {
    var settings = RuleSettings()
    settings.windows = [[90, 30], [7], [1]].randomElement(using: &random) ?? [90]
    let count = Int.random(in: 1...30, using: &random)
    let terms = (0..<count).map { _ in
      let end = Int.random(in: -40...120, using: &random)
      let length = [0, 1, 30, 90, 365].randomElement(using: &random) ?? 0
      var term = OneTerm(
        Int32.random(in: 0...6, using: &random), from: end - length, to: end,
        subscription: ["", "a", "b"].randomElement(using: &random) ?? "")
      switch Int.random(in: 0..<12, using: &random) {
      case 0: term.end = .never
      case 1: term.end = .unknown
      case 2: term.start = nil
      case 3: term.isInactive = true
      default: break
      }
      return term
    }
    let inUse: Int32? = [nil, 0, 5, 20, 60].randomElement(using: &random) ?? nil
    return OneLicense(inUse: inUse, terms, settings: settings)
  }
}
