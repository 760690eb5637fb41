/// The kinds of problems of a log, each once, and how many problems there are of it.
struct DiagnosticKinds: Sendable {
  /// What the problems of one kind share.
  struct Kind: Hashable, Sendable {
    var severity: Diagnostic.Severity
    var loss: Diagnostic.Loss?
    var field: PreferenceField?
    var code: String
    var words: String
    /// How many values the sentence has.
    var valueCount: Int

    init(_ diagnostic: Diagnostic) {
      severity = diagnostic.severity
      loss = diagnostic.loss
      field = diagnostic.field
      code = diagnostic.code
      words = diagnostic.text.words
      valueCount = diagnostic.text.values.count
    }
  }

  private var kinds: [Kind] = []
  private var indices: [Kind: Int] = [:]
  private var counts: [Int] = []

  subscript(_ index: Int) -> Kind { kinds[index] }

  /// The index of a kind, which is added where it is new.
  mutating func index(of kind: Kind) -> Int {
    if let last = kinds.last, last == kind { return kinds.count - 1 }
    if let known = indices[kind] { return known }
    indices[kind] = kinds.count
    kinds.append(kind)
    counts.append(0)
    return kinds.count - 1
  }

  /// By their indices, the indices here of the kinds of others.
  mutating func indices(of others: DiagnosticKinds) -> [Int] {
    others.kinds.map { index(of: $0) }
  }

  /// Counts one more problem of a kind.
  mutating func count(_ index: Int) { counts[index] += 1 }

  /// How many problems there are of a severity.
  func count(of severity: Diagnostic.Severity) -> Int {
    zip(kinds, counts).reduce(0) { $0 + ($1.0.severity == severity ? $1.1 : 0) }
  }

  /// By index, whether a kind has one of these codes.
  func have(_ codes: Set<String>) -> [Bool] { kinds.map { codes.contains($0.code) } }
}
