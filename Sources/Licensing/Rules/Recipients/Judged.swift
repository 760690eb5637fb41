/// What holds of a field, whatever is written, and what is wrong with what is written.
package struct Judged<Value> {
  /// What holds.
  package var value: Value
  /// In the order in which they are found.
  package var problems: [Diagnostic] = []

  /// A value without problems.
  init(_ value: Value) {
    self.value = value
  }

  /// A value that holds in spite of problems.
  init(_ value: Value, _ problems: [Diagnostic]) {
    self.value = value
    self.problems = problems
  }
}

extension Judged: Sendable where Value: Sendable {}
