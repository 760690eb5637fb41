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

  /// Whether all bytes are printable ASCII, without a branch for each.
  var isPlain: Bool {
    var odd: UInt8 = 0
    for index in indices { odd |= self[index] &- 32 > 94 ? 1 : 0 }
    return odd == 0
  }

  /// Whether one of the bytes is this one, without a branch for each.
  func holds(_ byte: UInt8) -> Bool {
    var found: UInt8 = 0
    for index in indices { found |= self[index] == byte ? 1 : 0 }
    return found != 0
  }

  /// How many bytes from two places on are the same, of so many; up to seven fewer.
  @inline(__always) func commonLength(at place: Int, and other: Int, _ most: Int) -> Int {
    var length = 0
    while length &+ 8 <= most {
      let difference = word(at: place &+ length) ^ word(at: other &+ length)
      if difference != 0 { return length &+ difference.trailingZeroBitCount >> 3 }
      length &+= 8
    }
    return length
  }
}
