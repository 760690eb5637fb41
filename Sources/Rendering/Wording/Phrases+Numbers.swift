internal import Licensing

extension Phrases {
  /// A whole number with thousands separated as the language does.
  package func number(_ value: Int) -> String {
    if (0...999).contains(value) { return String(value) }
    var bytes: [UInt8] = []
    write(value, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends a whole number with thousands separated as the language does.
  func write(_ value: Int, to bytes: inout [UInt8]) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    guard value.magnitude >= firstSeparated else {
      return bytes.append(decimal: value.magnitude, digits: 1)
    }
    write(magnitude: value.magnitude, to: &bytes)
  }

  private func write(magnitude: UInt, to bytes: inout [UInt8]) {
    guard magnitude > 999 else { return bytes.append(decimal: magnitude, digits: 1) }
    write(magnitude: magnitude / 1_000, to: &bytes)
    bytes += thousandsSeparator.utf8
    bytes.append(decimal: magnitude % 1_000, digits: 3)
  }
}
