internal import Licensing

/// Walks an input folder, the account folders directly in it, and the folders that rules open.
///
/// Nothing is passed over without a word: what is not read becomes an entry with its reason. Hidden
/// files and `license-digest.yml` are no exports and need none.
struct FolderWalk {
  let root: String
  let realRoot: String
  let rules: FileRules
  var entries: [InputEntry] = []

  /// Lists a folder, `""` or one that ends in `/`; of one that a rule opened only files of rules
  /// are read.
  mutating func list(
    folder: String, account: String?, isOpenedByRule: Bool
  ) throws(SystemError) {
    for name in try FileReading.names(in: "\(root)/\(folder)")
    where !name.hasPrefix(".") && name != "license-digest.yml" {
      var entry = InputEntry(relativePath: folder + name, account: account)
      do throws(SystemError) {
        try visit(name, &entry, isOpenedByRule)
      } catch {
        entry.problem = .unreadable(error)
        entries.append(entry)
      }
    }
  }

  private mutating func visit(
    _ name: String, _ entry: inout InputEntry, _ isOpenedByRule: Bool
  ) throws(SystemError) {
    let path = "\(root)/\(entry.relativePath)"
    var status = try FileStatus(of: path, followingLinks: false)
    let isLink = status.kind == .link
    if isLink {
      guard let real = FileReading.realPath(path), isInside(real) else {
        return add(entry, .linkOutside)
      }
      status = try FileStatus(of: path, followingLinks: true)
    }
    switch status.kind {
    case .file: add(entry, problem(of: entry, name, isOpenedByRule: isOpenedByRule, isLink))
    case .folder: try enter(name, entry, isLink: isLink)
    case .link, .other: add(entry, .notAFile)
    }
  }

  /// Why a file is not read; nil where it is.
  private func problem(
    of entry: InputEntry, _ name: String, isOpenedByRule: Bool, _ isLink: Bool
  ) -> InputEntry.Problem? {
    let problem = InputEntry.problem(ofName: name)
    let hasRule = rules.rule(of: entry.relativePath) != nil
    if case .otherFile? = problem, hasRule { return nil }
    if problem == nil, isOpenedByRule, !hasRule || isLink { return .otherFile }
    return problem
  }

  private mutating func enter(
    _ name: String, _ entry: InputEntry, isLink: Bool
  ) throws(SystemError) {
    let folder = entry.relativePath + "/"
    if InputEntry.problem(ofName: name) == nil {
      add(entry, .notAFile)
    } else if entry.account == nil, !entry.relativePath.utf8.contains(UInt8(ascii: "/")),
      InputFolder.isAccountDomain(name)
    {
      try list(folder: folder, account: name.lowercasedASCII, isOpenedByRule: false)
    } else if !isLink, rules.reach(entry.relativePath) {
      try list(folder: folder, account: entry.account, isOpenedByRule: true)
    } else {
      add(entry, .folderNotRead)
    }
  }

  private mutating func add(_ entry: InputEntry, _ problem: InputEntry.Problem?) {
    var entry = entry
    entry.problem = problem
    entries.append(entry)
  }

  private func isInside(_ path: String) -> Bool {
    path == realRoot || path.hasPrefix(realRoot == "/" ? "/" : realRoot + "/")
  }
}
