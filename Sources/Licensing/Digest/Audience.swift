/// What a number of readers of one account get alike.
struct Reading: Hashable {
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
struct Audience {
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
