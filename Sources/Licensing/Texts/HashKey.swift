/// What texts are hashed with: random, so that nobody can write names that all meet in one slot.
///
/// One a process: tables are joined by the hashes they hold. No output depends on it.
struct HashKey: Sendable {
  static let ofProcess = HashKey(seed: .random(in: 1 ... .max), factor: .random(in: 1 ... .max) | 1)

  private let seed: UInt64
  private let factor: UInt64

  init(seed: UInt64, factor: UInt64) {
    self.seed = seed
    self.factor = factor
  }

  /// Of the bytes in a range: word by word, both halves of a product of 128 bits.
  ///
  /// Without the key nobody knows what a word is multiplied with, nor which two words come to one.
  func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
    var hash = seed ^ UInt64(truncatingIfNeeded: range.count)
    let end = range.upperBound
    var index = range.lowerBound
    while index &+ 8 <= end {
      hash = mixed(hash ^ bytes.word(at: index))
      index &+= 8
    }
    if index < end { hash = mixed(hash ^ bytes.partialWord(at: index, end &- index)) }
    return UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
  }

  @inline(__always) private func mixed(_ word: UInt64) -> UInt64 {
    let product = word.multipliedFullWidth(by: factor)
    return product.high ^ product.low
  }
}
