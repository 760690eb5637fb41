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
  let names: HeaderNames
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
  init(_ names: HeaderNames, _ kind: ExportKind, _ expectation: HeaderExpectation) {
    self.kind = kind
    self.names = names
    let (words, bareWords) = (names.words, names.bareWords)
    hasTime = bareWords.contains("time")
    isPortal = kind == .licenses && words.contains(ColumnNames.portalMark)
    let meanings = ColumnNames.meanings(of: kind, isPortal: isPortal)
    var matches = words.indices.map { index -> Match? in
      let name = meanings[words[index]] == nil ? bareWords[index] : words[index]
      return meanings[name].map { Match(column: $0.column, rank: $0.rank, name: name) }
    }
    // `type` alone may be an event's.
    if kind == .alerts, !bareWords.contains("source") {
      for index in matches.indices where matches[index]?.name == "type" { matches[index] = nil }
    }
    missingOfRule = Self.apply(expectation.rule, names, &matches)
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
    _ rule: ExportRule?, _ names: HeaderNames, _ matches: inout [Match?]
  ) -> [String] {
    guard let rule, !rule.columns.isEmpty else { return [] }
    var missing: [String] = []
    for (key, name) in rule.columns.sorted(by: { $0.key < $1.key }) {
      guard let column = Column.allCases.first(where: { $0.name == key }) else { continue }
      for index in matches.indices where matches[index]?.column == column { matches[index] = nil }
      let word = name.lettersAndDigits
      guard let index = names.words.firstIndex(of: word) ?? names.bareWords.firstIndex(of: word)
      else {
        missing.append(name)
        continue
      }
      matches[index] = Match(column: column, rank: 0, name: word)
    }
    return missing
  }

  /// Whether the line heads a file of the kind.
  private func fits(isKindGiven: Bool) -> Bool {
    guard missing.isEmpty, missingOfRule.isEmpty, isKindGiven || hasOwnName else { return false }
    return isKindGiven || kind == .events || !hasTime
  }

  /// How near the line is to the kind, for a message: known names add to it, and each required
  /// column that no name resembles takes from it.
  private var nearness: Int {
    let shared: Set<Column> = [.accountDomain, .accountName]
    let known = matches.reduce(0) { sum, match in
      guard let match else { return sum }
      return sum + (shared.contains(match.column) ? 1 : 3)
    }
    // Most lines that are no header have no name of any: nothing is to be compared in them.
    let isCompared = known > 0 && names.words.count <= Self.mostCompared
    let lacking = missing.filter { !isCompared || namesLike($0).isEmpty }
    return known - 2 * lacking.count
  }

  /// Judges a line: as the first kind that its names fit, or else as the one they are nearest to.
  static func judge(_ names: HeaderNames, _ expectation: HeaderExpectation) -> Judgement {
    let given = expectation.rule?.kind
    var fits: [HeaderFit] = []
    for kind in given.map({ [$0] }) ?? ColumnNames.kinds {
      let fit = HeaderFit(names, kind, expectation)
      if fit.fits(isKindGiven: given != nil) { return .header(fit) }
      fits.append(fit)
    }
    var (nearest, most) = (fits[0], fits[0].nearness)
    for fit in fits.dropFirst() {
      let nearness = fit.nearness
      if nearness > most { (nearest, most) = (fit, nearness) }
    }
    return .other(nearest, nearness: most)
  }

  /// What a line is.
  enum Judgement {
    case header(HeaderFit)
    /// No header, and how near it is to one.
    case other(HeaderFit, nearness: Int)
  }
}
