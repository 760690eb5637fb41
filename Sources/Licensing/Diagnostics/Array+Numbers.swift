/// Numbers and texts one behind the other, as a log keeps its entries.
extension [UInt8] {
  /// Appends a text behind its length and 1.
  mutating func append(text: String) {
    append(number: text.utf8.count + 1)
    self += text.utf8
  }

  /// Appends a number, seven bits a byte, the lowest first.
  mutating func append(number: Int) {
    var rest = UInt(bitPattern: number)
    while rest > 127 {
      append(UInt8(truncatingIfNeeded: rest | 128))
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }

  /// The number at an index, which moves past it.
  func number(at index: inout Int) -> Int {
    var (number, shift): (UInt, UInt) = (0, 0)
    while true {
      let byte = self[index]
      index += 1
      number |= UInt(byte & 127) << shift
      if byte < 128 { return Int(bitPattern: number) }
      shift += 7
    }
  }

  /// The text at an index, which moves past it; nil where there is the number 0.
  func text(at index: inout Int) -> String? {
    let length = number(at: &index)
    if length == 0 { return nil }
    defer { index += length - 1 }
    return String(decoding: self[index..<index + length - 1], as: UTF8.self)
  }
}
