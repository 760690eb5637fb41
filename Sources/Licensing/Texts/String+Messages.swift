extension String {
  /// In quotes, as a message shows what it found: cut at 80 characters, on one line.
  ///
  /// Unicode scalars are counted: one character may be a letter and a thousand marks.
  package var quoted: String {
    let scalars = unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: 80, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return "'\(withoutControls)'" }
    return "'\(String(scalars[..<end]).withoutControls)...'"
  }

  /// With U+FFFD for what would move the cursor, break the line or turn the writing direction.
  package var withoutControls: String {
    if utf8.allSatisfy({ (32...126).contains($0) }) { return self }
    var shown = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      shown.append(scalar.isControl || scalar.turnsDirection ? "\u{fffd}" : scalar)
    }
    return String(shown)
  }

  /// With `\u{202e}` for what would move the cursor, break the line or turn the writing direction.
  ///
  /// Unlike `withoutControls` two names stay two.
  package var escapingControls: String {
    if utf8.allSatisfy({ (32...126).contains($0) }) { return self }
    return unicodeScalars.map { scalar in
      scalar.isControl || scalar.turnsDirection
        ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
    }.joined()
  }
}
