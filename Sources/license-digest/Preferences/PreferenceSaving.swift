internal import Crypto
internal import Exports
internal import Licensing

/// What saving would do to one file of preferences: new bytes, or every reason against them.
struct PreferenceSaving {
  /// A field that changes, as the file states it before and after; nil where it states nothing.
  struct Change {
    var field: PreferenceField
    var before: String?
    var after: String?
  }

  let preferences: AccountPreferences
  let email: String
  private(set) var refusals: [SavingRefusal] = []
  private(set) var changes: [Change] = []
  private(set) var isNew = false
  /// The file that is to be replaced; nil where the account has no row.
  private(set) var file: Int32?
  /// nil where nothing changes.
  private(set) var bytes: [UInt8]?
  /// The account as it would be.
  private(set) var after: (account: SmartAccount, grants: Grants, texts: TextTable)

  /// Judges what was asked for, and makes the bytes.
  init(
    _ preferences: AccountPreferences, _ request: SavingRequest, ifUnchanged hash: String?,
    refusals: [SavingRefusal] = []
  ) throws(RunFailure) {
    self.preferences = preferences
    self.refusals = refusals
    email = request.email
    after = (preferences.account, preferences.grants, preferences.texts)
    let rows = preferences.rows(of: request.email)
    file = (rows.first ?? preferences.account.preferences.first)?.location.file
    try checkFile(rows, ifUnchanged: hash)
    var complete = request
    if let file, let contents = preferences.files[file] { complete.missing = contents.missing }
    let stored = preferences.users(of: Array(rows.prefix(1))).first?.stored
    complete.unsound = Set(
      [.dailySummary, .statusNotification].filter { field in
        stored?[field].map { FlagWord.meaning(of: $0) == nil } ?? false
      })
    var texts = preferences.texts
    let outcome = SavingRule.judge(
      complete, in: preferences.account, texts: &texts, settings: preferences.settings,
      locales: preferences.run.locales)
    self.refusals += outcome.refusals
    isNew = outcome.isNew
    guard self.refusals.isEmpty, isNew || !outcome.values.isEmpty else { return }
    do throws(PreferenceFile.Refusal) {
      try make(outcome.values, rows.first, stored)
    } catch {
      self.refusals.append(error.reason)
    }
  }

  /// The file as it is and, once it is saved, as it would be.
  var hash: String? {
    guard let bytes, refusals.isEmpty else { return file.flatMap(preferences.hash) }
    return SHA256.hash(data: bytes).hexadecimal
  }

  private mutating func make(
    _ values: [PreferenceField: PreferenceValue], _ row: PreferenceRow?,
    _ stored: StoredPreferences?
  ) throws(PreferenceFile.Refusal) {
    let first = row ?? preferences.account.preferences.first
    guard let first, let old = preferences.files[first.location.file],
      let index = old.indices[first.location]
    else { throw .notFound }
    let bytes =
      row == nil
      ? try old.adding(email, with: values, beside: index) : try old.changing(index, to: values)
    let new = try preferences.file(first.location.file, of: bytes)
    take(new)
    self.bytes = bytes
    let address = email.lowercasedASCII
    let indices = new.rows.preferences.indices.filter { index in
      let row = new.rows.preferences[index]
      return new.rows.texts.string(row.email).lowercasedASCII == address
        && new.rows.texts.string(row.account) == preferences.domain
    }
    let now = new.stored(Array(indices.prefix(1))).first ?? nil
    changes = PreferenceField.allCases.filter { values[$0] != nil }.map { field in
      Change(field: field, before: stored?[field], after: now?[field])
    }
  }

  /// Puts the rows of a changed file instead of those it had, and judges them.
  private mutating func take(_ new: PreferenceFile) {
    var rows = preferences.account.preferences.filter { $0.location.file != file }
    for row in new.rows.preferences
    where new.rows.texts.string(row.account) == preferences.domain {
      rows.append(row.moved(from: new.rows.texts, to: &after.texts))
    }
    after.account.preferences = rows.sorted { $0.location < $1.location }
    after.grants = RecipientRule.grants(
      in: after.account, texts: after.texts, settings: preferences.settings,
      locales: preferences.run.locales)
  }

  /// Reasons that lie in the files and not in what was asked for.
  private mutating func checkFile(
    _ rows: [PreferenceRow], ifUnchanged hash: String?
  ) throws(RunFailure) {
    var found: [(code: String, message: String)] = []
    defer { refusals += found.map { SavingRefusal(nil, $0.code, $0.message) } }
    if let reason = preferences.severalRows(of: email) { found.append(("two-rows", reason)) }
    guard let file else {
      found.append(
        (
          "no-file",
          "the account has no preference row yet, so that no file is known to hold its users "
            + "(write its first row by hand)"
        ))
      return
    }
    if let reason = preferences.notWritable(file) { found.append(("file-not-writable", reason)) }
    let path = preferences.run.files[Int(file)].shownPath
    if let hash, hash.lowercasedASCII != preferences.hash(of: file) {
      found.append(("file-changed", "\(path) changed meanwhile (show it again, then save)"))
    }
    for copy in try preferences.copies(of: file) {
      found.append(
        (
          "file-repeated",
          "\(copy) has the same bytes as \(path), and would be read beside it (remove one)"
        ))
    }
    guard rows.isEmpty else { return }
    for location in try preferences.doubtfulLocations(of: email) {
      found.append(
        ("row-in-doubt", "\(location) cannot be read and may be of \(email.quoted) (mend it first)")
      )
    }
  }
}

extension EditingRefusal {
  /// Why nothing is saved, in a sentence.
  var reason: SavingRefusal {
    switch self {
    case .notReadable: SavingRefusal(nil, "file-not-writable", "it cannot be read whole")
    case .encoding(let name):
      SavingRefusal(
        nil, "file-not-writable",
        "it is in \(name.quoted) (expected UTF-8, UTF-16 with a mark, ISO-8859-1 or "
          + "windows-1252)")
    case .undecodable:
      SavingRefusal(
        nil, "file-not-writable", "it holds bytes that its encoding has no meaning for")
    case .notFound:
      SavingRefusal(nil, "row-not-found", "the row is not found where it was read")
    case .noPlace(let fields):
      SavingRefusal(fields.first, "no-column", "the file has no column for it (add it first)")
    case .noColumn(let name):
      SavingRefusal(
        nil, "no-column", "the file has no column \(name) (add it first)")
    case .noScope:
      SavingRefusal(
        nil, "no-scope",
        "the file has no column virtual_accounts, so that a new user would see nothing")
    case .notProven:
      SavingRefusal(
        nil, "not-proven", "the changed file, read again, does not say what was meant")
    }
  }
}
