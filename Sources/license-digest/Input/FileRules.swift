internal import Exports

/// A rule of `exports`: which files it is for, and what it says of them.
struct FileRule: Hashable, Sendable {
  var files: PathPattern
  var rule = ExportRule()
  /// Where the configuration has it: `license-digest.yml:12:5`.
  var location: String
}

/// The rules of the configuration, of which the first that fits a path holds.
struct FileRules: Sendable {
  let rules: [FileRule]

  /// The rule of a file, by its path relative to its input; nil: none fits.
  func rule(of path: String) -> FileRule? { rules.first { $0.files.matches(path) } }

  /// Whether a folder may hold files of a rule.
  func reach(_ folder: String) -> Bool { rules.contains { $0.files.reaches(folder) } }

  /// Fails where a rule names another account than the folder its file lies in.
  func check(_ path: String, accountFolder: String?) throws(RunFailure) {
    guard let accountFolder, let rule = rule(of: path), let domain = rule.rule.accountDomain,
      domain != accountFolder
    else { return }
    throw RunFailure(
      "\(rule.location): error: account_domain is '\(domain)', but \(path) lies in the folder of "
        + "'\(accountFolder)'")
  }
}
