internal import Licensing

/// How well a line of names would head a file of a kind.
struct HeaderFit {
  /// What a name means, and by which of its forms.
  struct Match {
    let column: Column
    let rank: Int
    /// The letters and digits that matched, a remark in brackets taken off.
    let name: String
  }

  /// Names of a longer line are not compared one by one with those that are missing.
  private static let mostCompared = 200

  let kind: ExportKind
  let names: [String]
  let isPortal: Bool
  /// By index; nil where a name means nothing here.
  private(set) var matches: [Match?]
  /// Required columns that the line lacks.
  private(set) var missing: [Column] = []
  /// Names of a rule that the line lacks.
  private(set) var missingOfRule: [String] = []
  private let hasOwnName: Bool
  private let hasTime: Bool

  /// Compares names with those of a kind.
  init(_ names: [String], _ kind: ExportKind, _ expectation: HeaderExpectation) {
    self.kind = kind
    self.names = names
    let words = names.map(\.lettersAndDigits)
    let bareWords = zip(names, words).map { name, word in
      ColumnNames.withoutRemark(name)?.lettersAndDigits ?? word
    }
    hasTime = bareWords.contains("time")
    isPortal = kind == .licenses && words.contains(ColumnNames.portalMark)
    let meanings = ColumnNames.meanings(of: kind, isPortal: isPortal)
    var matches = names.indices.map { index -> Match? in
      let name = meanings[words[index]] == nil ? bareWords[index] : words[index]
      return meanings[name].map { Match(column: $0.column, rank: $0.rank, name: name) }
    }
    // `type` alone may be an event's.
    if kind == .alerts, !bareWords.contains("source") {
      for index in matches.indices where matches[index]?.name == "type" { matches[index] = nil }
    }
    missingOfRule = Self.apply(expectation.rule, words, bareWords, &matches)
    self.matches = matches
    var present = Set(matches.compactMap(\.?.column))
    if expectation.rule?.virtualAccount != nil { present.insert(.virtualAccount) }
    let required: [Column] =
      isPortal ? [.virtualAccount, .license] : ColumnNames.required(of: kind)
    missing = required.filter { !present.contains($0) }
    if kind == .preferences, present.isDisjoint(with: ColumnNames.choices) {
      missing.append(.dailySummary)
    }
    let shared: Set<Column> = [.accountDomain, .accountName, .virtualAccount]
    hasOwnName = matches.contains { match in
      match.map { !shared.contains($0.column) && !ColumnNames.common.contains($0.name) } ?? false
    }
  }

  /// Gives the columns that a rule names their names; what the table says of them does not hold.
  private static func apply(
    _ rule: ExportRule?, _ words: [String], _ bareWords: [String], _ matches: inout [Match?]
  ) -> [String] {
    guard let rule, !rule.columns.isEmpty else { return [] }
    var missing: [String] = []
    for (key, name) in rule.columns.sorted(by: { $0.key < $1.key }) {
      guard let column = Column.allCases.first(where: { $0.name == key }) else { continue }
      for index in matches.indices where matches[index]?.column == column { matches[index] = nil }
      let word = name.lettersAndDigits
      guard let index = words.firstIndex(of: word) ?? bareWords.firstIndex(of: word) else {
        missing.append(name)
        continue
      }
      matches[index] = Match(column: column, rank: 0, name: word)
    }
    return missing
  }

  /// Whether the line heads a file of the kind.
  func fits(isKindGiven: Bool) -> Bool {
    guard missing.isEmpty, missingOfRule.isEmpty, isKindGiven || hasOwnName else { return false }
    return isKindGiven || kind == .events || !hasTime
  }

  /// How near the line is to the kind, for a message: known names add to it, and each required
  /// column that no name resembles takes from it.
  var nearness: Int {
    let shared: Set<Column> = [.accountDomain, .accountName]
    let known = matches.reduce(0) { sum, match in
      guard let match else { return sum }
      return sum + (shared.contains(match.column) ? 1 : 3)
    }
    // Most lines that are no header have no name of any: nothing is to be compared in them.
    let isCompared = known > 0 && names.count <= Self.mostCompared
    let lacking = missing.filter { !isCompared || namesLike($0).isEmpty }
    return known - 2 * lacking.count
  }

  /// The kind that the names fit, the first in order; nil where they fit none.
  static func fit(_ names: [String], _ expectation: HeaderExpectation) -> HeaderFit? {
    let kinds = expectation.rule?.kind.map { [$0] } ?? ColumnNames.kinds
    return kinds.lazy.map { HeaderFit(names, $0, expectation) }.first {
      $0.fits(isKindGiven: expectation.rule?.kind != nil)
    }
  }

  /// The kind that the names are nearest to.
  static func nearest(_ names: [String], _ expectation: HeaderExpectation) -> HeaderFit? {
    let kinds = expectation.rule?.kind.map { [$0] } ?? ColumnNames.kinds
    var best: HeaderFit?
    for fit in kinds.map({ HeaderFit(names, $0, expectation) })
    where fit.nearness > best?.nearness ?? -100 { best = fit }
    return best
  }
}
