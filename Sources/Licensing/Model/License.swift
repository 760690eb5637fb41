/// A named entitlement in one virtual account.
package struct License: Sendable {
  private var packedVirtualAccount: Int32
  /// Never empty.
  package var name: TextID
  /// -1: unknown.
  private let packedInUse: Int32
  private var firstTerm: Int32
  private var endOfTerms: Int32
  /// Whether any of its rows says so.
  package var isOutOfCompliance: Bool
  /// Whether a row states a status that nobody knows.
  package var hasUnknownStatus: Bool
  /// Whether a row's seats in use or start cannot be read.
  package var hasIgnoredValues: Bool

  /// A license of these facts.
  init(
    virtualAccount: Int, name: TextID, inUse: Int?, isOutOfCompliance: Bool,
    hasUnknownStatus: Bool, hasIgnoredValues: Bool, terms: Range<Int>
  ) {
    packedVirtualAccount = Int32(virtualAccount)
    self.name = name
    packedInUse = inUse.map { Int32($0) } ?? -1
    firstTerm = Int32(terms.lowerBound)
    endOfTerms = Int32(terms.upperBound)
    self.isOutOfCompliance = isOutOfCompliance
    self.hasUnknownStatus = hasUnknownStatus
    self.hasIgnoredValues = hasIgnoredValues
  }

  /// Index in the account's `virtualAccounts`.
  package var virtualAccount: Int { Int(packedVirtualAccount) }

  /// nil: unknown.
  package var inUse: Int? { packedInUse < 0 ? nil : Int(packedInUse) }

  /// Indices in the account's `terms`.
  package var terms: Range<Int> { Int(firstTerm)..<Int(endOfTerms) }
}
