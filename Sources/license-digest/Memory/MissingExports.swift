internal import Licensing
internal import Rendering

/// Which kinds of exports tonight lacks, or has in part, that the previous run had.
///
/// A night without them teaches nothing: what they held is neither over nor removed.
struct MissingExports: Sendable {
  /// Of every account.
  private var everywhere: Set<ExportKind> = []
  /// By account folder.
  private var byAccount: [String: Set<ExportKind>] = [:]
  private var before: [String: Set<ExportKind>] = [:]
  private var now: [String: Set<ExportKind>] = [:]
  /// What an export of another kind may hold: one of licenses in XML has devices and alerts too.
  private var within: [String: Set<ExportKind>] = [:]

  /// Compares the files of the two runs; `read` are tonight's, with the kinds of their rows.
  init(
    before previous: [PreviousFolder.File], now read: [PreviousFolder.File],
    rows: [(folder: String, kind: ExportKind)], cut: [PreviousFolder.File]
  ) {
    for file in previous {
      guard let kind = file.kind else { continue }
      before[Self.folder(of: file.path), default: []].insert(kind)
    }
    let kinds = Dictionary(previous.map { ($0.path, $0.kind) }) { first, _ in first }
    for file in read {
      if let kind = file.kind {
        now[Self.folder(of: file.path), default: []].insert(kind)
        if kind == .licenses, file.path.lowercasedASCII.hasSuffix(".xml") {
          within[Self.folder(of: file.path), default: []].formUnion([.instances, .alerts])
        }
      } else if let kind = kinds[file.path] ?? nil {
        add(kind, Self.folder(of: file.path))
      }
    }
    for row in rows { now[row.folder, default: []].insert(row.kind) }
    for file in cut {
      guard let kind = file.kind else { continue }
      add(kind, Self.folder(of: file.path))
      // A license export in XML may hold devices too.
      if kind == .licenses { add(.instances, Self.folder(of: file.path)) }
    }
  }

  /// The kinds of which tonight may lack rows of an account; it waits for those whose alerts the
  /// previous run only carried, until an export of the kind is there.
  func kinds(of domain: String, waiting: Set<ExportKind> = []) -> Set<ExportKind> {
    let had = Self.all(of: domain, before)
    let has = Self.all(of: domain, now)
    return had.subtracting(has).union(waiting.subtracting(has.union(Self.all(of: domain, within))))
      .union(everywhere).union(byAccount[domain, default: []])
      // Dismissals hold nothing of an account that could be over or removed.
      .subtracting([.dismissals])
  }

  /// Whether an account may wait for devices or alerts.
  func mayWait(_ domain: String) -> Bool {
    !Self.all(of: domain, now).union(Self.all(of: domain, within))
      .isSuperset(of: [.instances, .alerts])
  }

  private static func all(
    of domain: String, _ kinds: [String: Set<ExportKind>]
  ) -> Set<ExportKind> {
    kinds["", default: []].union(kinds[domain, default: []])
  }

  private mutating func add(_ kind: ExportKind, _ folder: String) {
    if folder.isEmpty {
      everywhere.insert(kind)
    } else {
      byAccount[folder, default: []].insert(kind)
    }
  }

  /// The account folder a file lies in, by its path in output; empty for none.
  private static func folder(of path: String) -> String {
    var names = path.split(separator: "/").dropLast()
    if let first = names.first, first.utf8.allSatisfy({ (48...57).contains($0) }) {
      names = names.dropFirst()
    }
    guard let name = names.first, InputFolder.isAccountDomain(String(name)) else { return "" }
    return String(name).lowercasedASCII
  }
}
