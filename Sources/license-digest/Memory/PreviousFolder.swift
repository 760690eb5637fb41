internal import Crypto
internal import FoundationEssentials
internal import Licensing

/// A published folder of an earlier report date, or of the same: what a run compares with.
struct PreviousFolder: Sendable {
  /// A file that it read.
  struct File: Hashable, Sendable {
    var path: String
    /// nil where it was rejected.
    var kind: ExportKind?
  }

  /// Larger files are no memory of ours.
  static let mostBytes = 256 << 20

  /// As typed, or the output's path.
  let path: String
  let date: CalendarDate
  let since: CalendarDate
  /// What it says of itself.
  let run: PreviousRun
  /// What it read, in input order.
  let files: [File]
  /// Of its `run.json` and `messages.jsonl`: tells it from another run.
  let hash: String
  private let folder: HeldFolder
  /// nil where it has no account.
  private let accounts: HeldFolder?

  /// Opens the run published in a folder; nil where the folder holds none of ours.
  init?(_ path: String) {
    guard let folder = try? HeldFolder(path) else { return nil }
    guard let bytes = try? folder.bytes(of: "run.json", most: Self.mostBytes),
      let run = try? JSONDecoder().decode(RunFacts.self, from: Data(bytes)),
      run.generator == "license-digest", run.version == 1,
      let date = CalendarDate(iso: run.date), let since = CalendarDate(iso: run.since)
    else {
      folder.close()
      return nil
    }
    self.path = path
    self.folder = folder
    (self.date, self.since) = (date, since)
    self.run = PreviousRun(
      date: date, since: since, licenses: max(0, run.counts?.licenses ?? 0))
    files = (run.files ?? []).map { file in
      File(path: file.path, kind: file.kind.flatMap(ExportKind.init(rawValue:)))
    }
    var hash = SHA256()
    hash.update(data: bytes)
    hash.update(data: (try? folder.bytes(of: "messages.jsonl", most: Self.mostBytes)) ?? [])
    self.hash = hash.finalize().hexadecimal
    accounts = try? folder.folder("accounts")
  }

  /// The domains of the accounts it has folders of, sorted.
  func domains() -> [String] {
    let names = (try? accounts?.names()) ?? []
    return names.filter { InputFolder.isAccountDomain($0) && $0 == $0.lowercasedASCII }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The bytes of an account's `account.json`.
  func bytes(of domain: String) throws(SystemError) -> [UInt8] {
    guard let accounts else { throw SystemError.missing }
    let folder = try accounts.folder(domain)
    defer { folder.close() }
    return try folder.bytes(of: AccountFile.name, most: Self.mostBytes)
  }

  /// The bytes of `messages.jsonl`; nil where there is none.
  var messages: [UInt8]? { try? folder.bytes(of: "messages.jsonl", most: Self.mostBytes) }

  /// Lets the folder go; call it once.
  func close() {
    accounts?.close()
    folder.close()
  }
}

/// What `run.json` says, as far as another run needs it.
private struct RunFacts: Decodable {
  struct Counts: Decodable { var licenses: Int? }

  struct File: Decodable {
    var path: String
    var kind: String?
  }

  var generator: String
  var version: Int
  var date: String
  var since: String
  var counts: Counts?
  var files: [File]?
}
