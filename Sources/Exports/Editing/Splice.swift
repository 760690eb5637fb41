/// A stretch of a document and the bytes that are to be there; an empty one is a place.
struct Splice {
  var range: Range<Int>
  var bytes: [UInt8] = []
}

extension [UInt8] {
  /// The document with stretches replaced that do not overlap; every other byte stays.
  ///
  /// What is inserted where a stretch ends is behind what replaces it, and of several at one
  /// place the first that is given is first.
  func applying(_ splices: [Splice]) -> [UInt8] {
    var document: [UInt8] = []
    var start = 0
    for splice in splices.sorted(by: {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }) {
      document += self[start..<splice.range.lowerBound] + splice.bytes
      start = splice.range.upperBound
    }
    return document + self[start...]
  }
}
