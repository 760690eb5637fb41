/// Cleaning of texts that come from elsewhere than a row: from the memory of an earlier run.
package enum CleanText {
  /// A text as a row would have it.
  package static func cleaned(_ text: [UInt8]) -> [UInt8] {
    let trimmed = TextCleaning.trimmed(text[...])
    return trimmed.span.isPlain ? Array(trimmed) : TextCleaning.repaired(trimmed).text
  }
}
