internal import Licensing

/// What a message says first, worst first: its subject, headline and preheader are cut from it.
struct Lead {
  /// What could not be read.
  var unread: [String] = []
  /// `25 seats of ISE Apex end tomorrow`; nil where nothing ends soon or falls short.
  var ending: String?
  /// Seats that are short once it has ended.
  var short = 0
  /// The same as a clause of the subject.
  var shortClause: String?
  /// All else, worst first.
  var rest: [String] = []

  /// Every clause, worst first; never empty.
  var clauses: [String] { unread + [ending, shortClause].compactMap(\.self) + rest }

  /// The clauses that neither the headline nor the line below it says.
  var others: [String] {
    if unread.isEmpty { return ending == nil ? Array(rest.dropFirst()) : rest }
    return unread.dropFirst() + rest
  }
}

/// The figures of a digest that decide what leads.
struct LeadFigures {
  /// A term that ends within this number of days is urgent, whether or not seats fall short.
  static let urgentDays = 7

  /// The soonest line that is urgent or leaves seats short; in a notice the soonest of all.
  private(set) var urgent: ExpiringTerm?
  /// Licenses in expiring lines, those of the urgent line left out.
  private(set) var licenses = 0
  /// Those of them that are urgent.
  private(set) var urgentLicenses = 0
  /// Major alerts, those of expiring lines included.
  private(set) var major = 0
  /// The first of the major alerts that are new; those of expiring lines are told as such.
  private(set) var firstNew: Alert?
  /// How many new ones there are.
  private(set) var newMajor = 0
  /// Minor alerts of the section of alerts.
  private(set) var minor = 0

  /// Whether the line that leads is one of several major alerts, which are then counted `in all`.
  var isHeadlineOneOfMajor: Bool { urgent?.severity == .major && major > 1 }

  /// The figures of a digest.
  init(_ digest: Digest) {
    let isNotice = digest.kind == .statusNotice
    for line in digest.expiring {
      if line.severity == .major { major += 1 }
      guard isNotice || line.daysLeft <= Self.urgentDays || line.shortfall ?? 0 > 0 else {
        continue
      }
      if let known = urgent, !Self.isWorse(line, known) { continue }
      urgent = line
    }
    var seen: Set<Int> = []
    var near: Set<Int> = []
    for line in digest.expiring where line.term.license != urgent?.term.license {
      seen.insert(line.term.license)
      if line.daysLeft <= Self.urgentDays { near.insert(line.term.license) }
    }
    (licenses, urgentLicenses) = (seen.count, near.count)
    for alert in digest.alerts {
      guard alert.severity == .major else {
        minor += 1
        continue
      }
      major += 1
      guard alert.isNew == true else { continue }
      newMajor += 1
      if firstNew == nil { firstNew = alert }
    }
  }

  private static func isWorse(_ left: ExpiringTerm, _ right: ExpiringTerm) -> Bool {
    (left.endDate, -(left.shortfall ?? 0)) < (right.endDate, -(right.shortfall ?? 0))
  }
}
