internal import Licensing

/// The files of all inputs, in input order, and the problems of finding them.
struct InputListing: Sendable {
  var files: [InputFile] = []
  /// Each names its file by the index in `files`, on line 0.
  var diagnostics: [Diagnostic] = []
}

/// Finds the export files; it does not know what their bytes mean.
enum InputFolder {
  /// The files of the inputs as given; within one, by the bytes of the relative path.
  static func files(
    of inputs: [String], rules: FileRules = FileRules(rules: [])
  ) throws(RunFailure) -> InputListing {
    var listing = InputListing()
    for (index, input) in inputs.enumerated() {
      let prefix = inputs.count > 1 ? "\(index + 1)/" : ""
      for entry in try entries(of: input, rules).sorted(by: InputEntry.precedes) {
        if entry.problem == nil {
          try rules.check(entry.relativePath, accountFolder: entry.account)
        }
        listing.add(entry, input: input, prefix: prefix, rules)
      }
    }
    return listing
  }

  private static func entries(
    of input: String, _ rules: FileRules
  ) throws(RunFailure) -> [InputEntry] {
    do throws(SystemError) {
      let status = try FileStatus(of: input, followingLinks: true)
      switch status.kind {
      case .file where FileReading.isReadable(input):
        return [InputEntry(relativePath: lastName(of: input), isInput: true)]
      case .folder:
        var walk = FolderWalk(
          root: input, realRoot: FileReading.realPath(input) ?? input, rules: rules)
        try walk.list(folder: "", account: nil, isOpenedByRule: false)
        return walk.entries
      case .file: break
      case .link, .other:
        throw SystemError(number: 0)
      }
    } catch {
      let reason = error.number == 0 ? "neither a file nor a folder" : error.text
      throw RunFailure("input '\(input)' cannot be read: \(reason)")
    }
    throw RunFailure("input '\(input)' cannot be read: Permission denied")
  }

  /// Whether a folder's name is an account domain: at least two DNS labels, 253 bytes at most.
  static func isAccountDomain(_ name: String) -> Bool { EmailAddress.isDomain(name) }

  private static func lastName(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}

extension InputListing {
  fileprivate mutating func add(
    _ entry: InputEntry, input: String, prefix: String, _ rules: FileRules
  ) {
    let joined = input.hasSuffix("/") ? input : input + "/"
    let shown = entry.isInput ? input : joined + entry.relativePath
    let diagnostic = entry.problem?.diagnostic(at: files.count)
    if let diagnostic { diagnostics.append(diagnostic) }
    let state: InputFile.State =
      switch diagnostic?.severity {
      case nil: .readable
      case .error: .rejected
      case .warning: .passedOver
      case .note: .notRead
      }
    files.append(
      InputFile(
        shownPath: shown.escapingControls, path: (prefix + entry.relativePath).escapingControls,
        fileSystemPath: shown, accountFolder: entry.account, state: state,
        rule: rules.rule(of: entry.relativePath)?.rule))
  }
}
