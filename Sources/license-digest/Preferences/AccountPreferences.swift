internal import Crypto
internal import Exports
internal import Licensing
internal import Rendering
internal import Templates

/// The preferences of one account as the exports state them, and where they are.
struct AccountPreferences {
  /// A row, and what can be said of it.
  struct User {
    let row: PreferenceRow
    let stored: StoredPreferences?
    let reading: JudgedRow
    /// Why the row cannot be saved; nil where it can.
    let whyNot: String?
  }

  let run: JudgedRun
  let phrases: [Phrases]
  let accountIndex: Int
  private let rowsByAddress: [String: [PreferenceRow]]
  private(set) var files: [Int32: PreferenceFile] = [:]
  /// Why files are not written.
  private var refusals: [Int32: PreferenceFile.Refusal] = [:]

  var account: SmartAccount { run.inventory.accounts[accountIndex] }
  var grants: Grants { run.grants[accountIndex] }
  var texts: TextTable { run.inventory.texts }
  var domain: String { texts.string(account.domain) }
  var settings: RuleSettings { run.configuration.ruleSettings }

  /// Finds an account and reads the files its rows are in once more, for what is typed there; nil
  /// where one of them is no longer the one that the run read.
  init?(_ run: JudgedRun, account: String, phrases: [Phrases]) throws(RunFailure) {
    self.run = run
    self.phrases = phrases
    let accountIndex = try run.index(ofAccount: account)
    self.accountIndex = accountIndex
    let accounts = run.inventory.accounts
    let domain = account.lowercasedASCII
    guard accounts[accountIndex].hasLicenseRows else {
      throw RunFailure(
        "account '\(domain)' has no license, so there is nothing to tell and nothing to prefer")
    }
    for file in Set(accounts[accountIndex].preferences.map(\.location.file)) {
      let bytes = try run.bytes(of: file)
      guard run.isAsRead(bytes, file) else { return nil }
      do throws(PreferenceFile.Refusal) {
        files[file] = try Self.file(file, of: bytes, run)
      } catch {
        refusals[file] = error
      }
    }
    let texts = run.inventory.texts
    rowsByAddress = Dictionary(grouping: accounts[accountIndex].preferences) {
      texts.string($0.email).lowercasedASCII
    }
  }

  /// The file as its row is named: `preferences.csv:2`.
  func shown(_ location: SourceLocation) -> String { run.shown(location) }

  /// The hash of a file's bytes, as `run.json` has it.
  func hash(of file: Int32) -> String? {
    files[file].map { SHA256.hash(data: $0.bytes).hexadecimal }
  }

  /// The rows of an address, whatever its case.
  func rows(of email: String) -> [PreferenceRow] { rowsByAddress[email.lowercasedASCII] ?? [] }

  /// Problems of the account's preferences, in input order.
  var problems: [Diagnostic] {
    let kinds = Set(run.manifestFiles.filter { $0.kind == .preferences }.map(\.path))
    return run.diagnostics.filter { problem in
      guard problem.severity != .note, problem.account == domain || problem.account == nil else {
        return false
      }
      return kinds.contains(run.files[Int(problem.location.file)].path)
    }
  }

  private static func file(
    _ file: Int32, of bytes: [UInt8], _ run: JudgedRun
  ) throws(PreferenceFile.Refusal) -> PreferenceFile {
    try PreferenceFile(
      bytes, file: file, accountFolder: run.files[Int(file)].accountFolder,
      options: run.options(of: file))
  }

  /// A file as it would be read with other bytes.
  func file(_ file: Int32, of bytes: [UInt8]) throws(PreferenceFile.Refusal) -> PreferenceFile {
    try Self.file(file, of: bytes, run)
  }

  /// Other files that have the bytes of one, and so were not read; they will be once it changes.
  func copies(of file: Int32) throws(RunFailure) -> [String] {
    try run.copies(of: file, hash: hash(of: file))
  }

  /// Where a row of an address may be that could not be read.
  func doubtfulLocations(of email: String) throws(RunFailure) -> [String] {
    var locations: [String] = []
    for (index, input) in run.files.enumerated() {
      let isOurs = input.accountFolder == nil || input.accountFolder == domain
      let manifest = run.manifestFiles.first { $0.path == input.path }
      guard isOurs, manifest?.kind == .preferences else { continue }
      if run.diagnostics.contains(where: { $0.loss == .rest && $0.location.file == index }) {
        locations.append("the end of \(input.shownPath)")
      }
      guard manifest?.rejected ?? 0 > 0 else { continue }
      let bytes = try run.bytes(of: Int32(index))
      do throws(PreferenceFile.Refusal) {
        let lines = try file(Int32(index), of: bytes).brokenLines(with: email)
        locations += lines.map { "\(input.shownPath):\($0)" }
      } catch {
        locations.append(input.shownPath)
      }
    }
    return locations
  }

  /// The users of these rows of the account.
  func users(of rows: [PreferenceRow]) -> [User] {
    var stored: [SourceLocation: StoredPreferences] = [:]
    for (file, contents) in files {
      let indices = contents.indices
      let own = rows.map(\.location).filter { $0.file == file && indices[$0] != nil }
      let found = contents.stored(own.compactMap { indices[$0] })
      for (location, found) in zip(own, found) { stored[location] = found }
    }
    return rows.map { row in
      let reading = JudgedRow(
        row, in: account, texts: texts, settings: settings, locales: run.locales)
      return User(
        row: row, stored: stored[row.location], reading: reading, whyNot: whyNot(row, reading))
    }
  }

  /// Why an address that is in more rows than one is not saved; nil where it does not.
  func severalRows(of email: String) -> String? {
    let rows = rows(of: email)
    guard rows.count > 1 else { return nil }
    let locations = rows.map { shown($0.location) }.joined(separator: " and ")
    return "\(email.quoted) stands in \(rows.count) rows: \(locations) (leave one of them)"
  }

  /// Why a file is not written; nil where it may be.
  func notWritable(_ file: Int32) -> String? {
    guard let refusal = refusals[file] else { return nil }
    return "\(run.files[Int(file)].shownPath) is not written: \(refusal.reason.message)"
  }

  private func whyNot(_ row: PreferenceRow, _ reading: JudgedRow) -> String? {
    if let reason = severalRows(of: texts.string(row.email)) { return reason }
    if let reason = notWritable(row.location.file) { return reason }
    return reading.scope == nil ? reading.diagnostics.last?.message : nil
  }
}
