import Testing

@testable import Exports

struct BlankRunTests {
  /// Blanks at each two places of texts that are shorter and longer than a few words of memory.
  @Test(arguments: 0...26)
  func `A run of blanks is found wherever it is`(length: Int) {
    for first in 0..<length {
      for second in first..<length {
        var text = Array(repeating: UInt8(ascii: "a"), count: length)
        (text[first], text[second]) = (32, 32)
        let isFound = text.span.hasBlankRun
        #expect(isFound == (second == first + 1), "\(first), \(second)")
      }
    }
  }

  @Test(arguments: [[], [32], [33, 33], [0, 0], [160, 160], [0, 32], [32, 0xa0]] as [[UInt8]])
  func `Other bytes are no blanks`(text: [UInt8]) {
    let isFound = text.span.hasBlankRun
    #expect(!isFound)
  }
}
