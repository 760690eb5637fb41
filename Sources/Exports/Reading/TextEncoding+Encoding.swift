extension TextEncoding {
  /// The bytes of a text in this encoding, without a byte order mark; nil where it has no sign for
  /// one of the characters.
  func encode(_ text: [UInt8]) -> [UInt8]? {
    if isUTF8 { return text }
    guard let text = String(validating: text, as: UTF8.self) else { return nil }
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      guard let encoded = encode(scalar) else { return nil }
      bytes += encoded
    }
    return bytes
  }

  private func encode(_ scalar: Unicode.Scalar) -> [UInt8]? {
    switch form {
    case .utf8: Array(String(scalar).utf8)
    case .latin1: scalar.value < 256 ? [UInt8(scalar.value)] : nil
    case .windows1252: Self.windows1252Byte(scalar).map { [$0] }
    case .utf16(let isBigEndian):
      String(scalar).utf16.flatMap { unit in
        let (high, low) = (UInt8(unit >> 8), UInt8(unit & 255))
        return isBigEndian ? [high, low] : [low, high]
      }
    }
  }

  private static func windows1252Byte(_ scalar: Unicode.Scalar) -> UInt8? {
    if let index = windows1252.firstIndex(of: scalar.value), scalar != "\u{fffd}" {
      return UInt8(0x80 + index)
    }
    let isPlain = scalar.value < 0x80 || (0xa0...0xff).contains(scalar.value)
    return isPlain ? UInt8(scalar.value) : nil
  }
}
