/// The sentence of a diagnostic, kept as its fixed words and its values.
///
/// It is written like a string: `"quantity \(value.quoted) is not a count"`. A `DiagnosticLog`
/// keeps the words of a million such problems once, and only the values of each problem.
package struct DiagnosticText: ExpressibleByStringInterpolation, Hashable, Sendable {
  /// The fixed words; each NUL among them is a placeholder of a value.
  let words: String
  /// In the order of their placeholders.
  let values: [String]

  init(words: String, values: [String]) {
    self.words = words
    self.values = values
  }

  /// A sentence that is a value as a whole, since it was made elsewhere.
  package init(whole sentence: String) {
    self.init(words: "\0", values: [sentence])
  }

  package init(stringLiteral words: String) {
    self.init(words: words, values: [])
  }

  package init(stringInterpolation parts: StringInterpolation) {
    self.init(words: parts.words, values: parts.values)
  }

  /// Words and values as they are written one after another.
  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var words = ""
    fileprivate var values: [String] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      values.reserveCapacity(interpolationCount)
    }

    package mutating func appendLiteral(_ literal: String) { words += literal }

    /// Appends a value.
    package mutating func appendInterpolation(_ value: String) {
      words += "\0"
      values.append(value)
    }

    /// Appends a number as a value.
    package mutating func appendInterpolation(_ value: Int) {
      appendInterpolation(String(value))
    }
  }

  /// The words of the left one, then those of the right one.
  package static func + (left: DiagnosticText, right: DiagnosticText) -> DiagnosticText {
    DiagnosticText(words: left.words + right.words, values: left.values + right.values)
  }

  /// What a person reads.
  package var sentence: String {
    if values.isEmpty { return words }
    var sentence = ""
    var index = 0
    for scalar in words.unicodeScalars {
      guard scalar == "\0" else {
        sentence.unicodeScalars.append(scalar)
        continue
      }
      sentence += values[index]
      index += 1
    }
    return sentence
  }

  /// Two that read the same are the same, whichever of their words are values.
  package static func == (left: DiagnosticText, right: DiagnosticText) -> Bool {
    left.sentence == right.sentence
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(sentence) }
}
