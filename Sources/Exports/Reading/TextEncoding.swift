/// A single-byte encoding that the configuration may state for exports without a byte order mark.
package enum ExportEncoding: String, CaseIterable, Sendable {
  case utf8 = "utf-8"
  case latin1 = "iso-8859-1"
  case windows1252 = "windows-1252"
}

/// Turns the bytes of a file into UTF-8, piece by piece; a byte order mark beats the configuration.
struct TextEncoding {
  enum Form {
    case utf8, latin1, windows1252
    case utf16(isBigEndian: Bool)
  }

  let form: Form
  /// How many bytes the byte order mark takes.
  let markLength: Int
  private var pendingByte: UInt8?
  private var pendingHighSurrogate: UInt16?

  /// The encoding of a file that begins with these bytes.
  init(head: ArraySlice<UInt8>, configured: ExportEncoding?) {
    if head.starts(with: [0xef, 0xbb, 0xbf]) {
      (form, markLength) = (.utf8, 3)
    } else if head.starts(with: [0xff, 0xfe]) {
      (form, markLength) = (.utf16(isBigEndian: false), 2)
    } else if head.starts(with: [0xfe, 0xff]) {
      (form, markLength) = (.utf16(isBigEndian: true), 2)
    } else {
      markLength = 0
      switch configured {
      case nil: form = .utf8
      case .utf8: form = .utf8
      case .latin1: form = .latin1
      case .windows1252: form = .windows1252
      }
    }
  }

  /// An encoding that a document states itself.
  init(stated form: Form) {
    (self.form, markLength) = (form, 0)
  }

  /// Whether bytes are UTF-8 already.
  var isUTF8: Bool { if case .utf8 = form { true } else { false } }

  /// Whether the bytes so far end within a character.
  var isWithinCharacter: Bool { pendingByte != nil || pendingHighSurrogate != nil }

  /// The UTF-8 form of the next bytes; half a character is kept for the next call.
  mutating func decode(_ piece: Span<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(piece.count * 2)
    for index in piece.indices { decode(piece[index], into: &output) }
    return output
  }

  private mutating func decode(_ byte: UInt8, into output: inout [UInt8]) {
    switch form {
    case .utf8: output.append(byte)
    case .latin1: Self.append(UInt32(byte), to: &output)
    case .windows1252:
      let isSpecial = (0x80...0x9f).contains(byte)
      Self.append(isSpecial ? Self.windows1252[Int(byte - 0x80)] : UInt32(byte), to: &output)
    case .utf16(let isBigEndian):
      guard let first = pendingByte else {
        pendingByte = byte
        return
      }
      pendingByte = nil
      let unit = isBigEndian ? UInt16(first) << 8 | UInt16(byte) : UInt16(byte) << 8 | UInt16(first)
      decode(unit, into: &output)
    }
  }

  private mutating func decode(_ unit: UInt16, into output: inout [UInt8]) {
    if let high = pendingHighSurrogate {
      pendingHighSurrogate = nil
      if (0xdc00...0xdfff).contains(unit) {
        let code = 0x10000 + (UInt32(high - 0xd800) << 10) + UInt32(unit - 0xdc00)
        return Self.append(code, to: &output)
      }
      Self.append(0xfffd, to: &output)
    }
    switch unit {
    case 0xd800...0xdbff: pendingHighSurrogate = unit
    case 0xdc00...0xdfff: Self.append(0xfffd, to: &output)
    default: Self.append(UInt32(unit), to: &output)
    }
  }

  private static func append(_ code: UInt32, to output: inout [UInt8]) {
    output += String(Unicode.Scalar(code) ?? "\u{fffd}").utf8
  }

  static let windows1252: [UInt32] = [
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
  ]
}
