import Testing

@testable import Rendering

struct DecimalTests {
  @Test(arguments: [
    (0, 1, "0"), (0, 2, "00"), (9, 1, "9"), (10, 1, "10"), (99, 3, "099"), (100, 3, "100"),
    (1_000, 3, "1000"), (UInt.max, 1, "18446744073709551615"),
  ])
  func `a number has its digits, and zeros before it up to so many`(
    number: UInt, digits: Int, written: String
  ) {
    var bytes = Array("x".utf8)
    bytes.append(decimal: number, digits: digits)
    #expect(String(decoding: bytes, as: UTF8.self) == "x" + written)
  }
}
