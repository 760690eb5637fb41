internal import Exports
internal import Licensing

/// The file that a new row of dismissals goes to.
enum DismissalTarget {
  /// One of the run's.
  case file(Int32)
  /// One that is to be made, beside the account's licenses.
  case new(path: String, accountFolder: String?, rule: ExportRule?)
  /// None, for this reason.
  case none(SavingRefusal)

  static let name = "dismissals.csv"

  /// The first file with dismissals of the account; where there is none, `dismissals.csv` beside
  /// the account's first license file, if a run would read it there.
  init(_ account: SmartAccount, of run: JudgedRun, inputs: [String]) throws(RunFailure) {
    if let first = account.dismissals.map(\.row.location.file).min() {
      self = .file(first)
      return
    }
    guard let license = account.firstFile.map({ run.files[Int($0)] }) else {
      self = .none(
        SavingRefusal(
          nil, "no-file", "the account has no license, so that no file is known to be its own"))
      return
    }
    let number = license.path.prefix { $0 != "/" }
    let index = inputs.count > 1 ? (Int(number) ?? 1) - 1 : 0
    guard inputs.indices.contains(index), license.fileSystemPath != inputs[index] else {
      self = .none(
        SavingRefusal(
          nil, "no-file",
          "\(license.shownPath) is read by itself, and a \(Self.name) beside it would not be (give "
            + "their folder as --input)"))
      return
    }
    let root = inputs[index].hasSuffix("/") ? inputs[index] : inputs[index] + "/"
    let relative = license.fileSystemPath.dropFirst(root.count).split(separator: "/")
    guard relative.count == 1 || relative.count == 2 && license.accountFolder != nil else {
      self = .none(
        SavingRefusal(
          nil, "no-file",
          "a \(Self.name) beside \(license.shownPath) would not be read (write its first row by "
            + "hand, in \(inputs[index]))"))
      return
    }
    let own = (relative.dropLast().map(String.init) + [Self.name]).joined(separator: "/")
    let path = root + own
    if let known = run.files.firstIndex(where: { $0.fileSystemPath == path }) {
      self = .file(Int32(known))
    } else {
      self = .new(
        path: path, accountFolder: license.accountFolder,
        rule: FileRules(rules: run.configuration.exports).rule(of: own)?.rule)
    }
  }
}
