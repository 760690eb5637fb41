/// The secret that every request carries: 256 random bits, as 64 hexadecimal digits.
///
/// Whoever can read the terminal, or the browser's cookies, has it; nobody can guess it.
struct AccessToken: Sendable {
  let text: String

  /// A new one, from the system's own source of randomness.
  static func random() -> AccessToken {
    var generator = SystemRandomNumberGenerator()
    let words = (0..<4).map { _ in
      let digits = String(generator.next() as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }
    return AccessToken(text: words.joined())
  }

  /// Compares every byte, so that the duration does not tell how many of them are right.
  func matches(_ candidate: String) -> Bool {
    let own = Array(text.utf8)
    let other = Array(candidate.utf8)
    // The length is no secret.
    guard own.count == other.count else { return false }
    var difference: UInt8 = 0
    for index in own.indices { difference |= own[index] ^ other[index] }
    return difference == 0
  }
}
