/// What of an account reaches nobody, and why; and to whom no message goes.
///
/// A term reaches a reader when a summary has it today, or when a notice announces it today or at a
/// milestone still to come.
package struct Coverage: Sendable {
  /// A line within the largest offered window that reaches nobody.
  package struct Gap: Sendable {
    /// Its name.
    package let license: TextID
    /// Index in the account's `virtualAccounts`.
    package let virtualAccount: Int
    /// The term's; empty where it has none.
    package let subscription: TextID
    /// The seats of the line.
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

  /// Why a term reaches nobody; with how many readers the reason holds for.
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
    /// Why this user gets nothing.
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

  /// In the order of lines.
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
    let audiences = Audience.audiences(
      of: Readers.groups(of: grants), virtualAccounts: account.virtualAccounts.count)
    let lastMilestone = settings.milestones.min()
    gaps = report.expiringTerms(texts: texts).compactMap { line in
      let license = account.licenses[line.term.license]
      let audience = audiences[license.virtualAccount]
      guard !audience.reads(line, lastMilestone: lastMilestone) else { return nil }
      return Gap(
        license: license.name, virtualAccount: license.virtualAccount,
        subscription: line.term.subscription, quantity: line.quantity,
        endDate: line.endDate, reasons: audience.reasons)
    }
  }

  private static func silentUsers(
    of account: SmartAccount, _ grants: Grants, _ texts: TextTable
  ) -> [SilentUser] {
    let summaries = Set(grants.dailySummaries.map(\.address.lowercasedASCII))
    let notices = Set(grants.statusNotices.map(\.address.lowercasedASCII))
    let reached = summaries.union(notices)
    var users = grants.withoutMessages.map { SilentUser(address: $0, cause: .bothMessagesOff) }
    users += grants.statusNotices.filter { $0.alertTypes.isEmpty }
      .map { SilentUser(address: $0.address, cause: .noEventTicked) }
    users.removeAll { user in
      let key = user.address.lowercasedASCII
      return user.cause == .noEventTicked ? summaries.contains(key) : reached.contains(key)
    }
    let known = reached.union(grants.withoutMessages.map(\.lowercasedASCII))
    users += account.preferences.map { texts.string($0.email) }
      .filter { !known.contains($0.lowercasedASCII) }
      .map { SilentUser(address: $0, cause: .emptyScope) }
    users += account.refusedUsers.map {
      SilentUser(address: texts.string($0), cause: .accountWithoutLicense)
    }
    var seen: Set<SilentUser> = []
    return users.filter { seen.insert($0).inserted }
      .sorted {
        $0.address == $1.address
          ? $0.cause.rawValue < $1.cause.rawValue : $0.address.precedes($1.address)
      }
  }
}
