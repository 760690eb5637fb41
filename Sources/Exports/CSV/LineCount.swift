/// How many line ends bytes hold that arrive piece by piece: CRLF, LF or CR.
struct LineCount {
  /// Never more than can be counted.
  private(set) var lines: Int32 = 0
  private var isAfterCR = false

  /// Counts those of the next bytes; of a CR and a LF that are cut apart, one.
  mutating func add(_ bytes: Span<UInt8>) {
    for index in bytes.indices {
      let byte = bytes[index]
      let isPair = byte == UInt8(ascii: "\n") && isAfterCR
      isAfterCR = byte == UInt8(ascii: "\r")
      guard isAfterCR || byte == UInt8(ascii: "\n"), !isPair, lines < .max else { continue }
      lines += 1
    }
  }
}
