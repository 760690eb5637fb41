extension MutableSpan<UInt8> {
  /// Copies bytes to an offset.
  ///
  /// Over slices of one length, which the compiler turns into one call that copies memory.
  @inline(__always) mutating func copy(_ source: Span<UInt8>, to offset: Int) {
    let count = source.count
    var target = _mutatingExtracting(offset..<offset &+ count)
    for index in 0..<count { target[index] = source[index] }
  }
}
