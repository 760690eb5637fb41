extension Collection<UInt8> {
  /// UTF-8 with a blank for each no-break space (U+00A0).
  ///
  /// By bytes: `replacing` of the standard library took 7 % of a build.
  var withPlainBlanks: [UInt8] {
    var plain: [UInt8] = []
    plain.reserveCapacity(count)
    for byte in self {
      if byte == 0xa0, plain.last == 0xc2 {
        plain[plain.count - 1] = UInt8(ascii: " ")
      } else {
        plain.append(byte)
      }
    }
    return plain
  }
}

extension String {
  /// The text with a blank for each no-break space (U+00A0).
  var withPlainBlanks: String {
    guard utf8.contains(0xc2) else { return self }
    return String(decoding: utf8.withPlainBlanks, as: UTF8.self)
  }
}
