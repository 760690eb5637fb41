package import Licensing

/// How exports are to be decoded, and which accounts' rows are kept.
package struct ExportOptions: Sendable {
  /// Which number of `03/04/2026` is the month; nil: such a date is an error.
  package var dateOrder: DateOrder?
  /// What bytes without a byte order mark are in; nil: UTF-8.
  package var encoding: ExportEncoding?
  /// An XML schema of every export, which XML is compared with too; nil: it is only read.
  package var schema: String?
  /// Where several runs share the work, the accounts of this one; nil: all.
  package var shard: Shard?
  /// License types beyond those everyone knows, by their letters and digits.
  package var licenseTypes: [String: LicenseType] = [:]
  /// What the configuration says of this file, which is not of our making.
  package var rule: ExportRule?

  /// Nothing configured: UTF-8, no ambiguous dates, all accounts.
  package init(
    dateOrder: DateOrder? = nil, encoding: ExportEncoding? = nil, schema: String? = nil,
    shard: Shard? = nil
  ) {
    self.dateOrder = dateOrder
    self.encoding = encoding
    self.schema = schema
    self.shard = shard
  }
}

/// What a rule of the configuration says of a file: each part may be missing.
package struct ExportRule: Hashable, Sendable {
  /// What the file holds, where its header alone does not say it.
  package var kind: ExportKind?
  /// For each row, where the file has no column for it; a domain in small letters.
  package var accountDomain: String?
  /// For each row, where the file has no column for it.
  package var virtualAccount: String?
  /// By our name of a column, the name it has in the file.
  package var columns: [String: String] = [:]
  /// Which number of `03/04/2026` is the month.
  package var dateOrder: DateOrder?
  /// What bytes without a byte order mark are in.
  package var encoding: ExportEncoding?
  /// What parts two fields.
  package var delimiter: UInt8?
  /// What parts the thousands of a count.
  package var thousands: UInt8?

  /// A rule that says nothing.
  package init() {}
}

/// The license types that say whether there is an end.
package enum LicenseType: String, CaseIterable, Sendable {
  case term, subscription, perpetual

  private static let words: [String: LicenseType] = [
    "term": .term, "termlicense": .term, "termbased": .term, "subscription": .subscription,
    "subscriptionlicense": .subscription, "perpetual": .perpetual,
    "perpetuallicense": .perpetual,
  ]

  /// What a license type means, by its letters and digits; nil where nobody knows it.
  init?(word: String, configured: [String: LicenseType]) {
    guard let type = configured[word] ?? Self.words[word] else { return nil }
    self = type
  }
}
