extension [UInt8] {
  /// Appends a number in decimal digits, with zeros before it up to so many.
  mutating func append(decimal number: UInt, digits: Int) {
    if number > 9 || digits > 1 { append(decimal: number / 10, digits: digits - 1) }
    append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
  }
}
