/// A template compiled for one record: a flat program over UTF-8, ready to be rendered often.
package struct Template: Sendable {
  /// Where a value is: so many sections up, then a field; more fields for a dotted name.
  struct Place {
    var up: Int
    /// nil: the value of the section itself, `{{.}}`.
    var field: Int?
    var further: [Int] = []
  }

  enum Instruction {
    /// Bytes of `literals`.
    case literal(Int, Int)
    case variable(Place, isEscaped: Bool)
    /// Runs what follows up to `end` for each element, or once for what is there.
    case section(Place, end: Int)
    /// Runs what follows up to `end` where there is nothing.
    case inverted(Place, end: Int)
  }

  var instructions: [Instruction] = []
  var literals: [UInt8] = []
  let escaping: Escaping
}
