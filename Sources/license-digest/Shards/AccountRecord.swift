internal import FoundationEssentials
internal import Licensing
internal import Rendering

/// An account's entry as a shard keeps it for the merge: a line of `accounts.jsonl`.
struct AccountRecord: Codable {
  static let name = "accounts.jsonl"

  var domain: String
  var counts: AccountEntry.Counts
  var messages: [MessageManifest]
  /// nil where no pages are made.
  var overview: OverviewRecord?

  /// The record of an account's entry.
  init(_ entry: AccountEntry, domain: String, texts: TextTable) {
    self.domain = domain
    counts = entry.counts
    messages = entry.manifests
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

  /// The entry again, with its texts in a table.
  func entry(texts: inout TextTable) throws(OverviewRecord.Damage) -> AccountEntry {
    var entry = AccountEntry(manifests: messages, counts: counts)
    if let overview {
      entry.overview = try overview.overview(domain: texts.insert(domain), texts: &texts)
    }
    return entry
  }
}
