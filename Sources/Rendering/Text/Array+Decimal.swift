internal import Licensing

extension [UInt8] {
  /// Appends a day as ISO 8601 writes it: `2026-11-22`.
  mutating func append(iso day: CalendarDate) {
    let (year, month, day) = day.components
    append(addingCapacity: 10) { output in
      for divisor in [1_000, 100, 10, 1] { output.append(Self.digit(year / divisor)) }
      output.append(UInt8(ascii: "-"))
      for divisor in [10, 1] { output.append(Self.digit(month / divisor)) }
      output.append(UInt8(ascii: "-"))
      for divisor in [10, 1] { output.append(Self.digit(day / divisor)) }
    }
  }

  /// Appends a share in percent with one decimal, rounded down: `73.4%`.
  mutating func append(percent part: Int, of whole: Int) {
    let tenths = part * 1_000 / whole
    append(decimal: UInt(tenths / 10), digits: 1)
    append(UInt8(ascii: "."))
    append(decimal: UInt(tenths % 10), digits: 1)
    append(UInt8(ascii: "%"))
  }

  /// Appends a number in decimal digits, with zeros before it up to a width.
  mutating func append(decimal number: UInt, digits: Int) {
    var count = 1
    var larger = number / 10
    while larger > 0 {
      count += 1
      larger /= 10
    }
    count = Swift.max(count, digits)
    append(addingCapacity: count) { output in
      output.append(repeating: UInt8(ascii: "0"), count: count)
      var rest = number
      var figures = output.mutableSpan
      while rest > 0 {
        count -= 1
        figures[count] += UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      }
    }
  }

  /// Appends a byte as two hexadecimal digits.
  package mutating func append(hexadecimal byte: UInt8) {
    append(Self.hexadecimalDigit(byte >> 4))
    append(Self.hexadecimalDigit(byte & 15))
  }

  /// The last decimal digit of a number.
  private static func digit(_ number: Int) -> UInt8 {
    UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10)
  }

  private static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value
  }
}
