internal import Licensing

/// The JSON responses of a run, a page a file, and whether each account's are all there.
struct ResponsePages: Sendable {
  private var pages: [(file: Int, page: ResponsePage)] = []
  private var filesOfPages: Set<Int32> = []
  /// Whether an account's pages hold fewer licenses than one of them says there are.
  private(set) var isAnyCut = false

  /// Takes the page of a file; they come in input order.
  mutating func add(_ page: ResponsePage, of file: Int) {
    pages.append((file, page))
    filesOfPages.insert(Int32(file))
  }

  /// Whether both files are pages.
  func holdsBoth(_ first: Int32, _ second: Int32) -> Bool {
    filesOfPages.isSuperset(of: [first, second])
  }

  /// Where an account's pages hold fewer licenses than they say, or more.
  ///
  /// Counted are the licenses of the lists, as `total` does; the largest total counts, for a
  /// license may be added while pages are asked for.
  mutating func warnings(_ files: [InputFile]) -> [Diagnostic] {
    var accounts: [String] = []
    var byAccount: [String: [ResponsePage]] = [:]
    for (file, page) in pages {
      let account = files[file].accountFolder ?? ""
      if byAccount[account] == nil { accounts.append(account) }
      byAccount[account, default: []].append(page)
    }
    var warnings: [Diagnostic] = []
    for account in accounts {
      let own = byAccount[account] ?? []
      let read = own.reduce(0) { $0 + $1.licenses }
      guard let total = own.compactMap(\.total).max(), total != read,
        let place = own.first(where: { $0.total == total })?.location
      else { continue }
      if total > read { isAnyCut = true }
      warnings.append(
        .warning(
          total > read ? "export-cut" : "export-overlaps",
          "total says \(total) licenses, but \(read) were read in the responses of '\(account)'"
            + (total > read
              ? "; the export was cut (are pages missing?)" : " (are pages there twice?)"),
          value: String(total), account: account, at: place))
    }
    return warnings
  }
}
