internal import Crypto
internal import Exports
internal import Licensing

/// What dismissing or restoring would do to one file: new bytes, or every reason against them.
struct DismissalSaving {
  private(set) var dismissals: AccountDismissals
  let isRestoring: Bool
  private(set) var refusals: [SavingRefusal] = []
  /// The rows that are added, or removed.
  private(set) var rows: [DismissalStatement] = []
  private(set) var target: DismissalTarget
  /// nil where nothing is to be written.
  private(set) var bytes: [UInt8]?
  /// The account as it would be.
  private(set) var after: (account: SmartAccount, texts: TextTable)

  /// Judges what was asked for, and makes the bytes; nil where a file changed meanwhile.
  init?(
    _ dismissals: AccountDismissals, _ request: DismissalStatement, by savedBy: String,
    isRestoring: Bool, ifUnchanged hash: String?, inputs: [String], refusals: [SavingRefusal]
  ) throws(RunFailure) {
    self.dismissals = dismissals
    self.isRestoring = isRestoring
    self.refusals = refusals
    after = (dismissals.account, dismissals.texts)
    target = try DismissalTarget(dismissals.account, of: dismissals.run, inputs: inputs)
    let row = request.row(texts: &after.texts)
    if isRestoring {
      restore(row, by: savedBy)
    } else {
      add(row, request, by: savedBy)
    }
    if case .file(let file) = target, dismissals.files[file] == nil,
      dismissals.refusals[file] == nil
    {
      guard try self.dismissals.read(file) else { return nil }
    }
    try checkFile(ifUnchanged: hash)
    guard self.refusals.isEmpty else { return }
    do throws(EditingRefusal) {
      bytes = try made()
    } catch {
      self.refusals.append(error.reason)
    }
  }

  /// As people are shown it; empty where there is none.
  var shownPath: String {
    switch target {
    case .file(let file): dismissals.run.files[Int(file)].shownPath
    case .new(let path, _, _): path.escapingControls
    case .none: ""
    }
  }

  /// The file as it is; nil where there is none yet.
  var hash: String? {
    guard case .file(let file) = target else { return nil }
    return dismissals.hash(of: file)
  }

  /// The file as it is once it is written; as it is where it is not.
  var hashAfter: String? { bytes.map { SHA256.hash(data: $0).hexadecimal } ?? hash }

  /// What it changes tonight; nothing where it is refused.
  var effect: PreferenceEffect {
    PreferenceEffect(
      from: dismissals.tonight(dismissals.account, after.texts),
      to: dismissals.tonight(after.account, after.texts))
  }

  private mutating func add(
    _ row: DismissalRow, _ request: DismissalStatement, by savedBy: String
  ) {
    let judged = DismissingRule.judge(
      adding: row, by: savedBy, in: dismissals.account, texts: after.texts, on: dismissals.run.date)
    refusals += judged.refusals
    var statement = request
    if let index = judged.virtualAccount {
      statement.virtualAccount = after.texts.string(dismissals.account.virtualAccounts[index])
    }
    rows = [statement]
    guard refusals.isEmpty else { return }
    after.account.dismissals.append(
      Dismissal(
        row: statement.row(texts: &after.texts),
        state: .holds(virtualAccount: judged.virtualAccount)))
  }

  private mutating func restore(_ row: DismissalRow, by savedBy: String) {
    let judged = DismissingRule.judge(
      restoring: row, by: savedBy, in: dismissals.account, texts: after.texts,
      on: dismissals.run.date)
    refusals += judged.refusals
    let found = judged.indices.map { dismissals.account.dismissals[$0].row }
    rows = found.map { DismissalStatement($0, texts: after.texts) }
    let files = Set(found.map(\.location.file))
    if let file = files.first { target = .file(file) }
    if files.count > 1 {
      let shown = found.map { dismissals.run.shown($0.location) }.joined(separator: " and ")
      refusals.append(
        SavingRefusal(
          nil, "several-files", "its rows stand in several files: \(shown) (remove one by hand)"))
    }
    guard refusals.isEmpty else { return }
    for index in judged.indices.sorted().reversed() { after.account.dismissals.remove(at: index) }
  }

  private func made() throws(EditingRefusal) -> [UInt8] {
    switch target {
    case .none: throw .notFound
    case .new(_, let accountFolder, let rule):
      var options = dismissals.run.configuration.exportOptions
      options.rule = rule
      let empty = try DismissalFile(
        DismissalFile.empty, file: Int32(dismissals.run.files.count),
        accountFolder: accountFolder, options: options)
      return try empty.adding(rows[0])
    case .file(let file):
      guard let contents = dismissals.files[file] else {
        throw dismissals.refusals[file] ?? .notFound
      }
      if !isRestoring { return try contents.adding(rows[0]) }
      let wanted = Set(rows)
      let indices = contents.rows.dismissals.indices.filter {
        wanted.contains(contents.statements[$0])
      }
      guard indices.count == rows.count else { throw .notFound }
      return try contents.removing(indices)
    }
  }

  /// Reasons that lie in the file and not in what was asked for.
  private mutating func checkFile(ifUnchanged hash: String?) throws(RunFailure) {
    if case .none(let reason) = target, !isRestoring { refusals.append(reason) }
    if let hash, hash.lowercasedASCII != self.hash ?? "none" {
      refusals.append(
        SavingRefusal(
          nil, "file-changed",
          "\(shownPath) changed meanwhile (list the dismissals again, then save)"))
    }
    guard case .file(let file) = target else { return }
    if let refusal = dismissals.refusals[file] {
      refusals.append(
        SavingRefusal(
          nil, "file-not-writable", "\(shownPath) is not written: \(refusal.reason.message)"))
    }
    for copy in try dismissals.run.copies(of: file, hash: self.hash) {
      refusals.append(
        SavingRefusal(
          nil, "file-repeated",
          "\(copy) has the same bytes as \(shownPath), and would be read beside it (remove one)"))
    }
  }
}
