internal import Licensing

/// What decoding asks of a field's bytes.
extension Span<UInt8> {
  /// Whether the bytes are a word of ASCII in small letters, whatever their own case.
  func isWord(_ word: String) -> Bool {
    var index = 0
    for byte in word.utf8 {
      guard index < count else { return false }
      let own = self[index]
      guard own == byte || (own &+ 32 == byte && (65...90).contains(own)) else { return false }
      index &+= 1
    }
    return index == count
  }

  /// A copy of the bytes.
  var array: [UInt8] {
    [UInt8](capacity: count) { output in
      for index in indices { output.append(self[index]) }
    }
  }

  /// A copy of the bytes in which each pair of quotes is one.
  var undoubled: [UInt8] {
    [UInt8](capacity: count) { output in
      var index = 0
      while index < count {
        output.append(self[index])
        let isPair =
          self[index] == UInt8(ascii: "\"") && index &+ 1 < count
          && self[index &+ 1] == UInt8(ascii: "\"")
        index &+= isPair ? 2 : 1
      }
    }
  }

  /// Whether a text without blanks at its ends needs no cleaning: printable ASCII, and no two
  /// blanks side by side.
  var isPlain: Bool { isPrintable && !hasBlankRun }

  /// Whether all bytes are printable ASCII, without a branch for each.
  var isPrintable: Bool {
    var odd: UInt8 = 0
    for index in indices { odd |= self[index] &- 32 > 94 ? 1 : 0 }
    return odd == 0
  }

  /// Whether two blanks follow one another, without a branch for each byte.
  var hasBlankRun: Bool {
    var found: UInt8 = 0
    var last: UInt8 = 0
    for index in indices {
      let byte = self[index]
      found |= byte | last == 32 && byte & last == 32 ? 1 : 0
      last = byte
    }
    return found != 0
  }

  /// Whether one of the bytes is this one, without a branch for each.
  func holds(_ byte: UInt8) -> Bool {
    var found: UInt8 = 0
    for index in indices { found |= self[index] == byte ? 1 : 0 }
    return found != 0
  }
}
