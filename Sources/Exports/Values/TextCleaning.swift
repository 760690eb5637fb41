internal import Licensing

/// Cleaning, which comes before any comparing.
///
/// Blanks at both ends are taken off; a line end, a tab and a run of blanks within a text become
/// one blank, other control characters U+FFFD; what turns the writing direction is removed.
enum TextCleaning {
  /// An ASCII blank.
  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 32 || (9...13).contains(byte)
  }

  /// ASCII blanks and U+00A0 taken off both ends, which nearly no text has.
  @inline(__always) static func trimmed(
    _ range: Range<Int>, of bytes: Span<UInt8>
  ) -> Range<Int> {
    if range.isEmpty { return range }
    let (first, last) = (bytes[range.lowerBound], bytes[range.upperBound &- 1])
    let hasBareEnds = first > 32 && first != 0xc2 && last > 32 && last != 0xa0
    return hasBareEnds ? range : trimmedEnds(range, of: bytes)
  }

  /// The same of a text that is alone.
  static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let range = trimmed(0..<text.count, of: text.span)
    return text[text.startIndex + range.lowerBound..<text.startIndex + range.upperBound]
  }

  private static func trimmedEnds(_ range: Range<Int>, of bytes: Span<UInt8>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end {
      if isBlank(bytes[start]) {
        start &+= 1
      } else if bytes[start] == 0xc2, end &- start >= 2, bytes[start &+ 1] == 0xa0 {
        start &+= 2
      } else if isBlank(bytes[end &- 1]) {
        end &-= 1
      } else if bytes[end &- 1] == 0xa0, end &- start >= 2, bytes[end &- 2] == 0xc2 {
        end &-= 2
      } else {
        break
      }
    }
    return start..<end
  }

  /// A text cleaned whole; the flag says whether characters that turn the direction were removed.
  static func repaired(_ text: ArraySlice<UInt8>) -> (text: [UInt8], hadDirection: Bool) {
    let trimmed = trimmed(text)
    if trimmed.span.isPlain { return (Array(trimmed), false) }
    var hadDirection = false
    var scalars = String.UnicodeScalarView()
    var isAfterBlank = false
    for scalar in String(decoding: trimmed, as: UTF8.self).unicodeScalars {
      let isBlank = [9, 10, 13, 32].contains(scalar.value)
      if scalar.turnsDirection {
        hadDirection = true
      } else if isBlank {
        if !isAfterBlank { scalars.append(" ") }
        isAfterBlank = true
      } else {
        scalars.append(scalar.isControl ? "\u{fffd}" : scalar)
        isAfterBlank = false
      }
    }
    return (Array(Self.trimmed(Array(String(scalars).utf8)[...])), hadDirection)
  }

  /// The same as a string, for names and messages.
  static func string(_ text: some Collection<UInt8>) -> String {
    String(decoding: repaired(Array(text)[...]).text, as: UTF8.self)
  }
}
