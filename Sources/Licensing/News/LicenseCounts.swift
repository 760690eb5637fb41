/// How many licenses with seats each virtual account has, and had in the previous run.
///
/// Counted from tonight's lines and what differs from them, so that no line that stayed is read.
struct LicenseCounts {
  /// By the account's virtual accounts.
  private(set) var counts: [(before: Int, now: Int)]
  /// What is told as lost, by name.
  private(set) var losses: [[UInt8]: LossMemory.State] = [:]
  private let names: [[UInt8]]
  /// Of virtual accounts that are no more, the licenses they had.
  private var former: [[UInt8]: Int] = [:]

  init(
    _ lines: [MemoryLine], _ memory: AccountMemory, _ account: SmartAccount, _ texts: TextTable
  ) {
    names = account.virtualAccounts.map { Array(texts.bytes(of: $0)) }
    counts = names.map { _ in (0, 0) }
    var indices: [[UInt8]: Int] = [:]
    for (index, name) in names.enumerated() { indices[name] = index }
    let added = Set(memory.added)
    var present: Set<[[UInt8]]> = []
    var goneNames: Set<[[UInt8]]> = []
    for line in memory.gone { goneNames.insert([line.key.virtualAccount, line.key.license]) }
    var first = 0
    while first < lines.count {
      let license = account.licenses[lines[first].license]
      var end = first
      while end < lines.count, lines[end].license == lines[first].license { end += 1 }
      let name = [names[license.virtualAccount], Array(texts.bytes(of: license.name))]
      present.insert(name)
      let wasThere = goneNames.contains(name) || (first..<end).contains { !added.contains($0) }
      counts[license.virtualAccount].now += 1
      if wasThere { counts[license.virtualAccount].before += 1 }
      first = end
    }
    for name in goneNames where !present.contains(name) {
      if let index = indices[name[0]] {
        counts[index].before += 1
      } else {
        former[name[0], default: 0] += 1
      }
    }
  }

  /// Goes on with what was lost before tonight.
  mutating func remember(_ memory: LossMemory) {
    for (index, name) in names.enumerated() {
      guard
        let state = LossMemory.State.next(
          after: memory.virtualAccounts[name], base: counts[index].before, now: counts[index].now)
      else { continue }
      losses[name] = state
      counts[index].before = state.before
    }
    let known = Set(names)
    for name in Set(former.keys).union(memory.virtualAccounts.keys) where !known.contains(name) {
      losses[name] = LossMemory.State.next(
        after: memory.virtualAccounts[name], base: former[name] ?? 0, now: 0)
    }
  }
}
