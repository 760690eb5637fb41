internal import Licensing

/// What the columns of a file mean: which field of a record is which.
struct ColumnLayout {
  var kind: ExportKind
  /// The flattened portal export of 24 columns.
  var isPortalExport: Bool
  /// Each row is a subscription, whatever its license type says or leaves out.
  var holdsSubscriptions = false
  /// Whether a product instance must be in a virtual account; the portal's devices need not say.
  var needsVirtualAccount = true
  /// How many fields a record has.
  let fieldCount: Int
  /// How many a record must have: those up to the last one that is required.
  let leastFieldCount: Int
  /// By column, the index of its field in a record; -1 where the file has none.
  private let indices: [Int]
  /// Where several columns state a status, the fields of the others.
  let moreStatuses: [Int]
  /// The header's names, by index; those of a document are not its own.
  let names: [String]
  /// Of a rule: the account of each row, where no column says it.
  let constantAccount: String?
  /// Of a rule: the virtual account of each row, where no column says it.
  let constantVirtualAccount: String?
  /// Names that mean nothing here.
  let unknown: [Int]
  /// Columns that mean what another means that is used instead.
  let unused: [(index: Int, used: Int)]

  /// The index of a column's field, or nil.
  @inline(__always) func index(of column: Column) -> Int? {
    let index = indices[column.rawValue]
    return index < 0 ? nil : index
  }

  /// The layout of a row of XML or JSON: a field for every column there is.
  init(ofEveryColumn kind: ExportKind, isPortalExport: Bool = false) {
    self.kind = kind
    self.isPortalExport = isPortalExport
    indices = Array(0..<Column.allCases.count)
    fieldCount = indices.count
    leastFieldCount = indices.count
    names = []
    unknown = []
    unused = []
    moreStatuses = []
    constantAccount = nil
    constantVirtualAccount = nil
  }

  /// The layout of a header that fits.
  init(_ fit: HeaderFit, _ expectation: HeaderExpectation) throws(Refusal) {
    kind = fit.kind
    isPortalExport = fit.isPortal
    names = fit.names.written
    fieldCount = names.count
    var indices = Array(repeating: -1, count: Column.allCases.count)
    var statuses: [Int] = []
    var unused: [Int] = []
    var seen: [String: Int] = [:]
    for (index, match) in fit.matches.enumerated() {
      guard let match else { continue }
      if let same = seen[match.name] { throw .sameName(names[same], names[index]) }
      seen[match.name] = index
      let column = match.column.rawValue
      let earlier = indices[column]
      guard earlier >= 0, let other = fit.matches[earlier] else {
        indices[column] = index
        continue
      }
      if match.column == .status, !fit.isPortal {
        statuses.append(index)
      } else if match.rank < other.rank {
        indices[column] = index
        unused.append(earlier)
      } else {
        unused.append(index)
      }
    }
    guard expectation.knowsAccount || indices[Column.accountDomain.rawValue] >= 0 else {
      throw .noAccountDomain
    }
    self.indices = indices
    self.unused = unused.sorted().map { index in
      (index, indices[fit.matches[index]?.column.rawValue ?? 0])
    }
    moreStatuses = statuses
    let required = ColumnNames.required(of: fit.kind) + [.accountDomain]
    leastFieldCount = required.map { indices[$0.rawValue] + 1 }.max() ?? 0
    unknown = names.indices.filter { index in
      let name = fit.names.words[index]
      return fit.matches[index] == nil && !name.isEmpty
        && !(fit.isPortal && ColumnNames.unusedOfPortal.contains(name))
    }
    let rule = expectation.rule
    constantAccount =
      indices[Column.accountDomain.rawValue] < 0 ? rule?.accountDomain : nil
    constantVirtualAccount =
      indices[Column.virtualAccount.rawValue] < 0 ? rule?.virtualAccount : nil
  }
}

/// What is known of a file before its header is read.
struct HeaderExpectation {
  let accountFolder: String?
  let rule: ExportRule?

  /// Whether a row needs no column for its account.
  var knowsAccount: Bool { accountFolder != nil || rule?.accountDomain != nil }
}
