import Testing

@testable import Rendering

struct QuotedPrintableTests {
  private func encode(_ text: String) -> String {
    String(decoding: QuotedPrintable.encode(Array(text.utf8)), as: UTF8.self)
  }

  @Test(arguments: [
    ("", ""), ("a\n", "a\r\n"), ("a", "a"), ("a\r\nb", "a\r\nb"), ("a=b", "a=3Db"),
    ("é", "=C3=A9"), ("a \n", "a=20\r\n"), ("a\t", "a=09"), (".\n", "=2E\r\n"),
    ("From me", "=46rom me"), ("Frost", "Frost"), ("a.b", "a.b"), ("\n\n", "\r\n\r\n"),
  ])
  func `what mail programs may change is encoded`(text: String, encoded: String) {
    #expect(encode(text) == encoded)
  }

  @Test(arguments: 70...160)
  func `lines have at most 76 bytes and decode to the same text`(length: Int) {
    for unit in ["a", "é", "a é=", " "] {
      let text = String(repeating: unit, count: length)
      let encoded = encode(text)
      #expect(encoded.utf8.split(separator: 10).allSatisfy { $0.count <= 77 })
      #expect(decode(encoded) == text)
    }
  }

  private func decode(_ text: String) -> String {
    let unfolded = Array(text.replacing("=\r\n", with: "").utf8)
    var bytes: [UInt8] = []
    var index = 0
    while index < unfolded.count {
      let isEscape = unfolded[index] == UInt8(ascii: "=")
      let digits = isEscape ? String(decoding: unfolded[index + 1...index + 2], as: UTF8.self) : ""
      bytes.append(UInt8(digits, radix: 16) ?? unfolded[index])
      index += isEscape ? 3 : 1
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
