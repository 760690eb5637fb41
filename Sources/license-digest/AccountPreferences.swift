internal import Crypto
internal import Exports
internal import Licensing
internal import Rendering
internal import Templates

/// The preferences of one account as the exports state them, and where they stand.
struct AccountPreferences {
  /// A row, and what can be said of it.
  struct User {
    let row: PreferenceRow
    let stored: StoredPreferences?
    let reading: RowReading
    /// Why the row cannot be saved; nil where it can.
    let whyNot: String?
  }

  let report: Report
  let phrases: [Phrases]
  let place: Int
  private let rowsByAddress: [String: [PreferenceRow]]
  private(set) var files: [Int32: PreferenceFile] = [:]

  var account: SmartAccount { report.inventory.accounts[place] }
  var grants: Grants { report.grants[place] }
  var texts: TextTable { report.inventory.texts }
  var domain: String { texts.string(account.domain) }
  var settings: RuleSettings { report.configuration.ruleSettings }

  /// Finds an account and reads the files its rows stand in once more, for what is typed there.
  init(_ report: Report, account: String, phrases: [Phrases]) throws(RunFailure) {
    self.report = report
    self.phrases = phrases
    let domain = account.lowercasedASCII
    let accounts = report.inventory.accounts
    guard
      let place = accounts.firstIndex(where: {
        report.inventory.texts.string($0.domain) == domain
      })
    else {
      let known = accounts.map { report.inventory.texts.string($0.domain) }
      throw RunFailure(
        "there is no account \(domain.quoted) in the exports"
          + Suggestion.hint(for: domain, among: known))
    }
    self.place = place
    guard accounts[place].hasLicenseRows else {
      throw RunFailure(
        "account '\(domain)' has no license, so there is nothing to tell and nothing to prefer")
    }
    for file in Set(accounts[place].preferences.map(\.location.file)) {
      files[file] = try Self.read(file, of: report)
    }
    let texts = report.inventory.texts
    rowsByAddress = Dictionary(grouping: accounts[place].preferences) {
      texts.string($0.email).lowercasedASCII
    }
  }

  /// The file as its row is named: `preferences.csv:2`.
  func shown(_ location: SourceLocation) -> String {
    "\(report.files[Int(location.file)].shownPath):\(location.line)"
  }

  /// The hash of a file's bytes, as `run.json` has it.
  func digest(of file: Int32) -> String? {
    files[file].map { SHA256.hash(data: $0.bytes).hexadecimal }
  }

  /// The rows of an address, whatever its case.
  func rows(of email: String) -> [PreferenceRow] { rowsByAddress[email.lowercasedASCII] ?? [] }

  /// Problems of the account's preferences, in input order.
  var problems: [Diagnostic] {
    let kinds = Set(report.manifestFiles.filter { $0.kind == .preferences }.map(\.path))
    return report.diagnostics.filter { problem in
      guard problem.severity != .note, problem.account == domain || problem.account == nil else {
        return false
      }
      return kinds.contains(report.files[Int(problem.location.file)].path)
    }
  }

  /// Reads a file of preferences; throws where it is no longer the one that the run read.
  private static func read(
    _ file: Int32, of report: Report
  ) throws(RunFailure) -> PreferenceFile? {
    let input = report.files[Int(file)]
    let bytes: [UInt8]
    do {
      bytes = try FileReading.bytes(of: input.fileSystemPath)
    } catch let error as SystemError {
      throw RunFailure("'\(input.shownPath)' cannot be read: \(error.text)")
    } catch {
      throw RunFailure("'\(input.shownPath)' cannot be read: \(error)")
    }
    let known = report.manifestFiles.first { $0.path == input.path }?.sha256
    guard SHA256.hash(data: bytes).hexadecimal == known else {
      throw RunFailure("'\(input.shownPath)' changed while it was read (try again)")
    }
    do throws(PreferenceFile.Refusal) {
      return try PreferenceFile(
        bytes, file: file, accountFolder: input.accountFolder,
        options: report.configuration.exportOptions)
    } catch {
      // It is told as why its users cannot be saved.
      return nil
    }
  }

  /// The users of these rows of the account.
  func users(of rows: [PreferenceRow]) -> [User] {
    var stored: [SourceLocation: StoredPreferences] = [:]
    for (file, contents) in files {
      let places = contents.places
      let own = rows.map(\.location).filter { $0.file == file && places[$0] != nil }
      let found = contents.stored(own.compactMap { places[$0] })
      for (location, found) in zip(own, found) { stored[location] = found }
    }
    return rows.map { row in
      let reading = RowReading(
        row, in: account, texts: texts, settings: settings, locales: report.locales)
      return User(
        row: row, stored: stored[row.location], reading: reading, whyNot: whyNot(row, reading))
    }
  }

  private func whyNot(_ row: PreferenceRow, _ reading: RowReading) -> String? {
    let rows = rows(of: texts.string(row.email))
    if rows.count > 1 {
      let places = rows.map { shown($0.location) }.joined(separator: " and ")
      return "the address stands in \(rows.count) rows: \(places) (leave one of them)"
    }
    guard files[row.location.file] != nil else {
      let path = report.files[Int(row.location.file)].shownPath
      return "\(path) is cut short, or in an encoding that is not written"
    }
    return reading.scope == nil ? reading.diagnostics.last?.message : nil
  }
}
