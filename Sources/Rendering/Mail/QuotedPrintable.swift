/// Quoted-printable text (RFC 2045 6.7): lines of at most 76 bytes, all of them ASCII.
package enum QuotedPrintable {
  /// The encoding of UTF-8 text whose lines end in LF or CRLF; lines of the result end in CRLF.
  ///
  /// Beyond the standard's duty a dot that begins a line and the `F` of a leading `From ` are
  /// encoded, so that no program on the way takes them for an end of message or an envelope.
  package static func encode(_ text: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(text.count + text.count / 8)
    var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let endsWithLineEnd = lines.last?.isEmpty ?? false
    if endsWithLineEnd { lines.removeLast() }
    for (index, line) in lines.enumerated() {
      append(line.last == UInt8(ascii: "\r") ? line.dropLast() : line, to: &output)
      if endsWithLineEnd || index < lines.count - 1 { output += "\r\n".utf8 }
    }
    return output
  }

  private static func append(_ line: ArraySlice<UInt8>, to output: inout [UInt8]) {
    var column = 0
    for index in line.indices {
      let isLast = index == line.endIndex - 1
      let isEncoded = mustEncode(line, at: index, isLast: isLast)
      let width = isEncoded ? 3 : 1
      // The soft break's `=` needs a byte of the line as well, unless the line ends here.
      if column + width > (isLast ? 76 : 75) {
        output += "=\r\n".utf8
        column = 0
      }
      if isEncoded {
        appendHexadecimal(line[index], to: &output)
      } else {
        output.append(line[index])
      }
      column += width
    }
  }

  private static func mustEncode(_ line: ArraySlice<UInt8>, at index: Int, isLast: Bool) -> Bool {
    let byte = line[index]
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"): return isLast
    case UInt8(ascii: "."): return index == line.startIndex
    case UInt8(ascii: "F"): return index == line.startIndex && line.starts(with: "From ".utf8)
    case UInt8(ascii: "="): return true
    default: return !(33...126).contains(byte)
    }
  }

  /// Writes `=3D`, or another sign before the digits.
  static func appendHexadecimal(
    _ byte: UInt8, after sign: UInt8 = UInt8(ascii: "="), to output: inout [UInt8]
  ) {
    output += [sign, digit(byte >> 4), digit(byte & 15)]
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") - 10 + value
  }
}
