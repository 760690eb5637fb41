import Testing

@testable import Exports

/// Stretches of a document replaced, whatever their order.
struct SpliceTests {
  private func applied(_ splices: [(Range<Int>, String)]) -> String {
    let bytes = Array("0123456789".utf8).applying(
      splices.map { Splice(range: $0.0, bytes: Array($0.1.utf8)) })
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(
    arguments: [
      ([], "0123456789"), ([(0..<10, "")], ""), ([(10..<10, "x"), (0..<0, "y")], "y0123456789x"),
      ([(7..<8, "x"), (2..<5, "yz")], "01yz56x89"),
      ([(5..<5, "in"), (2..<5, "")], "01in56789"),
      ([(2..<5, "out"), (2..<2, "in")], "01inout56789"),
      ([(3..<3, "a"), (3..<3, "b"), (3..<3, "c")], "012abc3456789"),
      ([(3..<3, "a"), (3..<4, "b"), (4..<4, "c")], "012abc456789"),
    ] as [([(Range<Int>, String)], String)])
  func `stretches are replaced in the order of the document`(
    splices: [(Range<Int>, String)], document: String
  ) {
    #expect(applied(splices) == document)
  }
}
