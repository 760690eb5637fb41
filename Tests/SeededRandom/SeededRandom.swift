/// The same choices in every run of a seed (SplitMix64), so that a failure can be repeated.
package struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: Int) {
    state = UInt64(bitPattern: Int64(seed)) &* 0x9e37_79b9_7f4a_7c15 &+ 1
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// One of several.
  package mutating func one<Element>(of all: [Element]) -> Element {
    all[Int.random(in: all.indices, using: &self)]
  }

  /// True once in so many times.
  package mutating func isTrue(oneIn count: Int) -> Bool {
    Int.random(in: 0..<count, using: &self) == 0
  }
}
