internal import FoundationEssentials
internal import Licensing
internal import Rendering

/// An account's entry as a shard keeps it for the merge: a line of `accounts.jsonl`.
struct AccountRecord: Codable {
  static let name = "accounts.jsonl"

  /// A file of the account's folder.
  struct File: Codable, Hashable {
    /// Without the folder.
    var name: String
    /// In bytes.
    var size: Int
    var sha256: String
  }

  var domain: String
  /// Sorted by name.
  var files: [File]
  var counts: AccountEntry.Counts
  var memory: AccountEntry.Memory
  var messages: [MessageManifest]
  /// Its lines of the `renewals.csv` of all accounts.
  var renewals: String
  /// nil where no pages are made.
  var overview: OverviewRecord?

  /// The record of an account's entry.
  init(_ entry: AccountEntry, domain: String, files: [File], texts: TextTable) {
    self.domain = domain
    self.files = files
    counts = entry.counts
    memory = entry.memory
    messages = entry.manifests
    renewals = String(decoding: entry.renewals, as: UTF8.self)
    overview = entry.overview.map { OverviewRecord($0, texts: texts) }
  }

  /// A line without its end; the same for the same record.
  var line: [UInt8] {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return Array(try encoder.encode(self))
    }
  }

  /// Reads a line back.
  static func read(_ line: ArraySlice<UInt8>) throws -> AccountRecord {
    try JSONDecoder().decode(AccountRecord.self, from: Data(line))
  }

  /// Whether every number and name in it could be of a run: a record is input.
  var isSound: Bool {
    let folder = "accounts/\(domain)/"
    let stems = messages.map(\.stem).allSatisfy { stem in
      stem.hasPrefix(folder) && Self.isName(stem.dropFirst(folder.count))
    }
    // One mail file a recipient, or none where none were asked for.
    let mails = messages.allSatisfy { [0, $0.recipients.count].contains($0.mailCount) }
    return stems && mails && counts.isSound && memory.isSound
      && files.allSatisfy { Self.isName($0.name[...]) }
  }

  private static func isName(_ name: Substring) -> Bool {
    !name.isEmpty && !name.hasPrefix(".") && !name.utf8.contains(UInt8(ascii: "/"))
      && !name.utf8.contains(0)
  }

  /// The entry again, with its texts in a table.
  func entry(texts: inout TextTable) throws(OverviewRecord.Damage) -> AccountEntry {
    var entry = AccountEntry(
      manifests: messages, counts: counts, memory: memory,
      renewals: Array(renewals.utf8))
    if let overview {
      entry.overview = try overview.overview(domain: texts.insert(domain), texts: &texts)
    }
    return entry
  }
}
