internal import Licensing

/// The names of a line that may be a header, in the forms in which they are compared.
struct HeaderNames {
  /// As the line has them, cleaned.
  let written: [String]
  /// Their letters and digits.
  let words: [String]
  /// The same without a remark in brackets at the end.
  let bareWords: [String]

  init(_ written: [String]) {
    self.written = written
    let words = written.map(\.lettersAndDigits)
    self.words = words
    bareWords = zip(written, words).map { name, word in
      ColumnNames.withoutRemark(name)?.lettersAndDigits ?? word
    }
  }
}
