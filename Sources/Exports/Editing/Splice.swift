/// A stretch of a document and the bytes that replace it; an empty stretch is an insertion.
struct Splice {
  var range: Range<Int>
  var bytes: [UInt8] = []
}

extension [UInt8] {
  /// The document with stretches replaced that do not overlap; every other byte stays.
  ///
  /// What is inserted where a stretch ends follows what replaces it; several insertions at one
  /// index keep their order.
  func applying(_ splices: [Splice]) -> [UInt8] {
    var document: [UInt8] = []
    var start = 0
    let ordered = splices.enumerated().sorted { left, right in
      let (one, two) = (left.element.range, right.element.range)
      return (one.lowerBound, one.upperBound, left.offset)
        < (two.lowerBound, two.upperBound, right.offset)
    }
    for (_, splice) in ordered {
      document += self[start..<splice.range.lowerBound] + splice.bytes
      start = splice.range.upperBound
    }
    return document + self[start...]
  }
}
