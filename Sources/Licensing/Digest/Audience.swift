/// Readers of one account who get the same.
struct Readers: Hashable {
  var summary: Grant?
  var notice: Grant?
  /// How many they are.
  var readers = 0

  /// Whether a grant of theirs shows every virtual account.
  func seesAll(_ grant: Grant?) -> Bool { grant?.scope == .wholeAccount }

  /// The virtual accounts that a list of theirs names.
  var listed: Set<Int> {
    var indices: Set<Int> = []
    for case .listed(let own)? in [summary?.scope, notice?.scope] { indices.formUnion(own) }
    return indices
  }

  static func groups(of grants: Grants) -> [Readers] {
    var byAddress: [String: Readers] = [:]
    for grant in grants.dailySummaries {
      byAddress[grant.address.lowercasedASCII, default: Readers()].summary = grant.withoutAddress
    }
    for grant in grants.statusNotices {
      byAddress[grant.address.lowercasedASCII, default: Readers()].notice = grant.withoutAddress
    }
    var counts: [Readers: Int] = [:]
    for group in byAddress.values { counts[group, default: 0] += 1 }
    return counts.map { Readers(summary: $0.summary, notice: $0.notice, readers: $1) }
  }
}

/// The readers of one virtual account, by what keeps its terms from them.
struct Audience {
  private var outside = 0
  private var notTicked = 0
  private var windows = 0
  private var longest = -1
  private var notices = 0

  /// By virtual account.
  ///
  /// Takes time for the virtual accounts that scopes list, not for readers times virtual accounts:
  /// a reader with a list is first counted as outside all, then moved inside those listed.
  static func audiences(of readers: [Readers], virtualAccounts count: Int) -> [Audience] {
    var everywhere = Audience()
    for group in readers {
      everywhere.add(group, group.seesAll(group.summary), group.seesAll(group.notice), times: 1)
    }
    var audiences = Array(repeating: everywhere, count: count)
    for group in readers {
      let whole = (group.seesAll(group.summary), group.seesAll(group.notice))
      for index in group.listed {
        audiences[index].add(group, whole.0, whole.1, times: -1)
        audiences[index].add(
          group, group.summary?.scope.contains(index) ?? false,
          group.notice?.scope.contains(index) ?? false, times: 1)
      }
    }
    return audiences
  }

  /// Counts readers who see the virtual account in their summary or in their notices.
  private mutating func add(_ group: Readers, _ inSummary: Bool, _ inNotice: Bool, times: Int) {
    let readers = times * group.readers
    let summary = inSummary ? group.summary : nil
    let notice = inNotice ? group.notice : nil
    let ticked = [summary, notice].compactMap(\.self).filter {
      $0.alertTypes.contains(.licensesExpiring)
    }
    if summary == nil && notice == nil {
      outside += readers
    } else if ticked.isEmpty {
      notTicked += readers
    }
    if let summary, summary.alertTypes.contains(.licensesExpiring) {
      windows += readers
      if times > 0 { longest = max(longest, summary.windows.days.first ?? -1) }
    }
    if let notice, notice.alertTypes.contains(.licensesExpiring) { notices += readers }
  }

  /// Whether a message speaks of a line to anybody.
  func reads(_ line: ExpiringTerm, lastMilestone: Int?) -> Bool {
    let isAnnounced = line.milestone != nil || lastMilestone.map { $0 <= line.daysLeft } ?? false
    return line.daysLeft <= longest || notices > 0 && isAnnounced
  }

  /// Why a term of the virtual account reaches nobody, where one does.
  var reasons: [Coverage.Reason] {
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
    copy.addedBy = []
    return copy
  }
}
