/// A template compiled for one record: a flat program over UTF-8, ready to be rendered often.
package struct Template: Sendable {
  /// Where a value is: so many sections up, then a field; more fields for a dotted name.
  struct Slot {
    var up: Int
    /// `itself`: the value of the section, `{{.}}`.
    var field: Int
    /// Indices in `further`, for a dotted name.
    var further = 0..<0

    static let itself = -1
  }

  enum Instruction {
    /// Bytes of `literals`.
    case literal(Int, Int)
    case variable(Slot, isEscaped: Bool)
    /// Runs what follows up to the end of the section for each element, or once for what is there;
    /// `end` is behind it.
    case section(Slot, end: Int)
    /// Ends the innermost section, or begins it anew for the next element.
    case sectionEnd
    /// Runs what follows up to `end` where there is nothing.
    case inverted(Slot, end: Int)
  }

  var instructions: [Instruction] = []
  var literals: [UInt8] = []
  /// The fields of dotted names behind the first, in a row, so that an instruction holds no memory.
  var further: [Int] = []
  /// How many sections are open at most, the whole template counted as one.
  var depth = 1
  let escaping: Escaping

  /// The same template, in memory of its own.
  ///
  /// Rendering counts references to it, at which threads that share it would wait.
  package var separated: Template {
    var copy = self
    copy.instructions = instructions.map(\.self)
    copy.literals = literals.map(\.self)
    copy.further = further.map(\.self)
    return copy
  }
}
