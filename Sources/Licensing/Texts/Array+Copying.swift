extension [UInt8] {
  /// Appends bytes with less work than a slice of an array, which is counted and asked for its
  /// memory.
  @inlinable package mutating func append(copying bytes: Span<UInt8>) {
    append(addingCapacity: bytes.count) { output in
      output.append(repeating: 0, count: bytes.count)
      var target = output.mutableSpan
      for index in 0..<bytes.count { target[index] = bytes[index] }
    }
  }

  /// The same of a slice.
  @inlinable package mutating func append(copying bytes: ArraySlice<UInt8>) {
    append(copying: bytes.span)
  }
}
