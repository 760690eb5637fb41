extension Unicode.Scalar {
  /// Whether it moves the cursor or breaks the line: C0, DEL, C1, line and paragraph separators.
  package var isControl: Bool {
    switch value {
    case 0..<32, 0x7f...0x9f, 0x2028, 0x2029: true
    default: false
    }
  }

  /// Whether it changes the writing direction of what follows.
  package var turnsDirection: Bool {
    switch value {
    case 0x202a...0x202e, 0x2066...0x2069, 0x200e, 0x200f, 0x061c: true
    default: false
    }
  }
}
