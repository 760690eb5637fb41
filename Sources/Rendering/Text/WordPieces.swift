/// The pieces of a word between which a row may end.
///
/// Japanese has no blanks, so a row may end before or after any wide character.
///
///     DNA：12日に更新（Sub200002）    ->    DNA： 12日 に 更 新 （Sub200002）
///
/// A run of narrow characters, such as a subscription, stays whole; a number keeps its counter,
/// and punctuation stays with the clause that it opens or closes.
enum WordPieces {
  /// The pieces, in their order.
  static func of(_ word: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var ends: [Int] = []
    var end = word.startIndex
    var last: Character?
    for character in String(decoding: word, as: UTF8.self) {
      if let last, !isOne(last, character) { ends.append(end) }
      end += character.utf8.count
      last = character
    }
    // Bytes that are not UTF-8 would come out longer: the word stays one piece.
    guard end == word.endIndex else { return [word] }
    ends.append(end)
    var start = word.startIndex
    return ends.map { end in
      defer { start = end }
      return word[start..<end]
    }
  }

  /// Whether no row ends between two neighbours.
  private static func isOne(_ left: Character, _ right: Character) -> Bool {
    if closing.contains(right) || opening.contains(left) { return true }
    let isWide = DisplayWidth.of(right) == 2
    if DisplayWidth.of(left) == 2 { return false }
    return !isWide || left.isNumber && !opening.contains(right)
  }

  private static let closing: Set<Character> = Set("、。，．：；！？）」』】〕々ーっゃゅょッャュョ)]},.:;!?”’…")
  private static let opening: Set<Character> = Set("（「『【〔([{“‘")
}
