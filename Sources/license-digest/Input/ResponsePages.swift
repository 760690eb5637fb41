internal import Exports
internal import Licensing

/// The JSON responses of a run, and whether those that belong together are all there.
struct ResponsePages: Sendable {
  /// Pages of one list of one account that state the same total belong together.
  private struct Group: Hashable {
    var account: String
    var list: String
    var total: Int?
  }

  private var pages: [(file: Int, page: ResponsePage)] = []
  private var filesOfPages: Set<Int32> = []
  /// Whether pages that belong together hold fewer entries than they say, or more.
  private(set) var isAnyCut = false

  /// Takes a page of a file; they come in input order.
  mutating func add(_ page: ResponsePage, of file: Int) {
    pages.append((file, page))
    filesOfPages.insert(Int32(file))
  }

  /// Whether both files are pages.
  func holdsBoth(_ first: Int32, _ second: Int32) -> Bool {
    filesOfPages.isSuperset(of: [first, second])
  }

  /// The pages that are not whole, an error for those that belong together, where the first states
  /// its total, or says that another follows.
  ///
  /// Virtual accounts that were asked for one by one may have the same total, so a multiple of it
  /// is whole too.
  mutating func problems(_ files: [InputFile]) -> [Diagnostic] {
    var groups: [Group] = []
    var read: [Group: (entries: Int, location: SourceLocation)] = [:]
    for (file, page) in pages {
      guard let total = page.total else { continue }
      let group = Group(account: account(of: page, files[file]), list: page.list, total: total)
      if read[group] == nil { groups.append(group) }
      read[group, default: (0, page.location)].entries += page.entries
    }
    var problems: [Diagnostic] = []
    for group in groups {
      guard let total = group.total, let (entries, location) = read[group],
        !Self.isWhole(entries, of: total)
      else { continue }
      isAnyCut = true
      problems.append(
        .error(
          "export-cut",
          "the responses of '\(group.account)' say that there are \(total) entries of "
            + "'\(group.list)', and hold \(entries) (are pages missing, or there twice?)",
          loss: .rest, value: String(total), account: group.account, at: location))
    }
    return problems + unfinished(files)
  }

  private func account(of page: ResponsePage, _ file: InputFile) -> String {
    page.account ?? file.accountFolder ?? file.rule?.accountDomain ?? ""
  }

  /// Pages without a total that all say that another follows, so that the last is missing.
  private mutating func unfinished(_ files: [InputFile]) -> [Diagnostic] {
    var order: [Group] = []
    var first: [Group: SourceLocation] = [:]
    var finished: Set<Group> = []
    for (file, page) in pages where page.total == nil {
      let group = Group(account: account(of: page, files[file]), list: page.list, total: nil)
      if first.updateValue(first[group] ?? page.location, forKey: group) == nil {
        order.append(group)
      }
      if !page.continues { finished.insert(group) }
    }
    return order.filter { !finished.contains($0) }.compactMap { group in
      isAnyCut = true
      return first[group].map { location in
        .error(
          "export-cut",
          "each response of '\(group.account)' says that more entries of '\(group.list)' follow, "
            + "and the last is missing", loss: .rest, account: group.account, at: location)
      }
    }
  }

  private static func isWhole(_ entries: Int, of total: Int) -> Bool {
    total == 0 ? entries == 0 : entries > 0 && entries % total == 0
  }
}
