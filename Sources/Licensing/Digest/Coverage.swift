/// What of an account nobody will be told, and why; and who is told nothing.
///
/// A term is told when a summary has it today, or when a notice announces it today or at a
/// milestone still to come.
package struct Coverage: Sendable {
  /// A term within the largest offered window that nobody is told of.
  package struct Gap: Sendable {
    /// Its name.
    package let license: TextID
    /// Place in the account's `virtualAccounts`.
    package let virtualAccount: Int
    /// The term's; empty where it has none.
    package let subscription: TextID
    /// The term's seats.
    package let quantity: Int
    /// The last day of the term.
    package let endDate: CalendarDate
    /// Why, as far as it holds for any reader of the account; never empty.
    package let reasons: [Reason]

    /// A gap of these facts.
    package init(
      license: TextID, virtualAccount: Int, subscription: TextID, quantity: Int,
      endDate: CalendarDate, reasons: [Reason]
    ) {
      self.license = license
      self.virtualAccount = virtualAccount
      self.subscription = subscription
      self.quantity = quantity
      self.endDate = endDate
      self.reasons = reasons
    }
  }

  /// Why a term is not told; with how many readers the reason holds for.
  package enum Reason: Codable, Hashable, Sendable {
    case nobodySubscribed
    case outsideScope(readers: Int)
    case eventNotTicked(readers: Int)
    /// `longest` is the largest window they ticked, in days; nil where they cleared them all.
    case windowTooShort(readers: Int, longest: Int?)
    /// They get notices alone, and no milestone is left.
    case milestonesPast(readers: Int)
  }

  /// A user that no message goes to.
  package struct SilentUser: Codable, Hashable, Sendable {
    /// Of the user, as the preference row states it.
    package let address: String
    /// Why this user is told nothing.
    package let cause: Cause
  }

  /// Why a user gets nothing.
  package enum Cause: String, Codable, Hashable, Sendable {
    case bothMessagesOff
    /// Notices are on, and no event is ticked that one could tell.
    case noEventTicked
    /// The preference row was rejected: it names no virtual account that exists.
    case emptyScope
    case accountWithoutLicense
  }

  /// In section 2's order.
  package let gaps: [Gap]
  /// Whether the account has licenses and no row of preferences.
  package let isWithoutPreferences: Bool
  /// Rows of preferences of an account without a license; 0 where it has one.
  package let rowsWithoutLicense: Int
  /// By address.
  package let silentUsers: [SilentUser]

  /// What another run judged.
  package init(
    gaps: [Gap], isWithoutPreferences: Bool, rowsWithoutLicense: Int, silentUsers: [SilentUser]
  ) {
    self.gaps = gaps
    self.isWithoutPreferences = isWithoutPreferences
    self.rowsWithoutLicense = rowsWithoutLicense
    self.silentUsers = silentUsers
  }

  /// Judges an account.
  package init(
    _ report: AccountReport, grants: Grants, texts: TextTable, settings: RuleSettings
  ) {
    let account = report.account
    isWithoutPreferences = account.hasLicenseRows && account.preferences.isEmpty
    rowsWithoutLicense = account.refusedUsers.count
    silentUsers = Self.silentUsers(of: account, grants, texts)
    let readings = Reading.readings(of: grants)
    let audiences = account.virtualAccounts.indices.map { Audience(readings, of: $0) }
    let lastMilestone = settings.milestones.min()
    gaps = report.expiringTerms(texts: texts).compactMap { line in
      let license = account.licenses[line.term.license]
      let audience = audiences[license.virtualAccount]
      guard !audience.isTold(line, lastMilestone: lastMilestone) else { return nil }
      return Gap(
        license: license.name, virtualAccount: license.virtualAccount,
        subscription: line.term.subscription, quantity: line.term.quantity,
        endDate: line.endDate, reasons: audience.reasons)
    }
  }

  private static func silentUsers(
    of account: SmartAccount, _ grants: Grants, _ texts: TextTable
  ) -> [SilentUser] {
    let summaries = Set(grants.dailySummaries.map(\.address.lowercasedASCII))
    let notices = Set(grants.statusNotices.map(\.address.lowercasedASCII))
    let told = summaries.union(notices)
    var users = grants.silent.map { SilentUser(address: $0, cause: .bothMessagesOff) }
    users += grants.statusNotices.filter { $0.alertTypes.isEmpty }
      .map { SilentUser(address: $0.address, cause: .noEventTicked) }
    users.removeAll { user in
      let key = user.address.lowercasedASCII
      return user.cause == .noEventTicked ? summaries.contains(key) : told.contains(key)
    }
    let known = told.union(grants.silent.map(\.lowercasedASCII))
    users += account.preferences.map { texts.string($0.email) }
      .filter { !known.contains($0.lowercasedASCII) }
      .map { SilentUser(address: $0, cause: .emptyScope) }
    users += account.refusedUsers.map {
      SilentUser(address: texts.string($0), cause: .accountWithoutLicense)
    }
    var seen: Set<SilentUser> = []
    return users.filter { seen.insert($0).inserted }
      .sorted { $0.address.utf8.lexicographicallyPrecedes($1.address.utf8) }
  }
}

/// What a number of readers of one account get alike.
private struct Reading: Hashable {
  var summary: Grant?
  var notice: Grant?
  var readers = 0

  static func readings(of grants: Grants) -> [Reading] {
    var byAddress: [String: Reading] = [:]
    for grant in grants.dailySummaries {
      byAddress[grant.address.lowercasedASCII, default: Reading()].summary = grant.withoutAddress
    }
    for grant in grants.statusNotices {
      byAddress[grant.address.lowercasedASCII, default: Reading()].notice = grant.withoutAddress
    }
    var counts: [Reading: Int] = [:]
    for reading in byAddress.values { counts[reading, default: 0] += 1 }
    return counts.map { Reading(summary: $0.summary, notice: $0.notice, readers: $1) }
  }
}

/// The readers of one virtual account, by what keeps its terms from them.
private struct Audience {
  private var outside = 0
  private var notTicked = 0
  private var windows = 0
  private var longest = -1
  private var notices = 0
  /// Why a term of it is not told, where one is not.
  private(set) var reasons: [Coverage.Reason] = []

  init(_ readings: [Reading], of virtualAccount: Int) {
    for reading in readings {
      let grants = [reading.summary, reading.notice].compactMap(\.self)
        .filter { $0.scope.contains(virtualAccount) }
      let ticked = grants.filter { $0.alertTypes.contains(.licensesExpiring) }
      if grants.isEmpty {
        outside += reading.readers
      } else if ticked.isEmpty {
        notTicked += reading.readers
      } else {
        add(reading, ticked)
      }
    }
    reasons = untoldReasons
  }

  private mutating func add(_ reading: Reading, _ ticked: [Grant]) {
    if let summary = reading.summary, ticked.contains(summary) {
      windows += reading.readers
      longest = max(longest, summary.windows.days.first ?? -1)
    }
    if let notice = reading.notice, ticked.contains(notice) { notices += reading.readers }
  }

  /// Whether anybody is told of a term.
  func isTold(_ line: ExpiringTerm, lastMilestone: Int?) -> Bool {
    let isAnnounced = line.milestone != nil || lastMilestone.map { $0 <= line.daysLeft } ?? false
    return line.daysLeft <= longest || notices > 0 && isAnnounced
  }

  private var untoldReasons: [Coverage.Reason] {
    var reasons: [Coverage.Reason] = []
    if outside > 0 { reasons.append(.outsideScope(readers: outside)) }
    if notTicked > 0 { reasons.append(.eventNotTicked(readers: notTicked)) }
    if windows > 0 {
      reasons.append(.windowTooShort(readers: windows, longest: longest < 0 ? nil : longest))
    }
    if notices > 0 { reasons.append(.milestonesPast(readers: notices)) }
    return reasons.isEmpty ? [.nobodySubscribed] : reasons
  }
}

extension Grant {
  /// What is granted, whoever has it.
  fileprivate var withoutAddress: Grant {
    var copy = self
    copy.address = ""
    return copy
  }
}
