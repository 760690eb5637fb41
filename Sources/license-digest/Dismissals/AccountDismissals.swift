internal import Crypto
internal import Exports
internal import Licensing
internal import Rendering

/// The dismissed alerts of one account as the exports state them, and where they are.
struct AccountDismissals {
  let run: JudgedRun
  let phrases: [Phrases]
  let accountIndex: Int
  private(set) var files: [Int32: DismissalFile] = [:]
  /// Why files are not written.
  private(set) var refusals: [Int32: EditingRefusal] = [:]

  var account: SmartAccount { run.inventory.accounts[accountIndex] }
  var texts: TextTable { run.inventory.texts }
  var domain: String { texts.string(account.domain) }

  /// Finds an account and reads the files its rows are in once more; nil where one of them is no
  /// longer the one that the run read.
  init?(_ run: JudgedRun, account: String, phrases: [Phrases]) throws(RunFailure) {
    (self.run, self.phrases) = (run, phrases)
    accountIndex = try run.index(ofAccount: account)
    for file in Set(run.inventory.accounts[accountIndex].dismissals.map(\.row.location.file)) {
      guard try read(file) else { return nil }
    }
  }

  /// Reads a file once more; false where it is no longer the one that the run read.
  mutating func read(_ file: Int32) throws(RunFailure) -> Bool {
    let bytes = try run.bytes(of: file)
    guard run.isAsRead(bytes, file) else { return false }
    do throws(EditingRefusal) {
      files[file] = try DismissalFile(
        bytes, file: file, accountFolder: run.files[Int(file)].accountFolder,
        options: run.options(of: file))
    } catch {
      refusals[file] = error
    }
    return true
  }

  /// The hash of a file's bytes, as `run.json` has it.
  func hash(of file: Int32) -> String? {
    files[file].map { SHA256.hash(data: $0.bytes).hexadecimal }
  }

  /// Tonight's messages of an account that is as this one but for its dismissals.
  func tonight(_ account: SmartAccount, _ texts: TextTable) -> TonightMessages {
    TonightMessages(
      run.grants[accountIndex], of: run.judged(account, texts: texts), texts: texts,
      phrases: phrases, isCutShort: run.inventory.isCutShort)
  }

  /// Sentences for people at a terminal.
  func sentences(_ texts: TextTable) throws(RunFailure) -> Sentences {
    guard let english = phrases.first(where: { $0.locale == "en" }) else {
      throw RunFailure("there is no wording for locale 'en'")
    }
    return Sentences(english, texts: texts)
  }
}
