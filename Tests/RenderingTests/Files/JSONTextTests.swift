import Testing

@testable import Rendering

struct JSONTextTests {
  @Test func `members and elements are separated by commas and missing values are null`() {
    var json = JSONText()
    json.object { json in
      json.text("a", "x")
      json.number("b", nil)
      json.array("c") { json in
        json.element(1)
        json.element("two")
        json.object { _ in }
      }
      json.text("d", bytes: [])
    }
    json.endLine()
    #expect(
      String(decoding: json.bytes, as: UTF8.self)
        == "{\"a\":\"x\",\"b\":null,\"c\":[1,\"two\",{}],\"d\":null}\n")
  }

  @Test(arguments: [
    ("\"", "\\\""), ("\\", "\\\\"), ("\n", "\\u000a"), ("\u{1f}", "\\u001f"), ("é€", "é€"),
    ("</script>", "</script>"), ("\u{7f}", "\\u007f"), ("\u{9b}2J", "\\u009b2J"),
    ("\u{202e}", "\\u202e"), ("\u{2028}", "\\u2028"), ("\u{61c}", "\\u061c"),
    ("\u{a0}\u{2014}", "\u{a0}\u{2014}"),
  ])
  func `quotes, backslashes and control characters are escaped`(text: String, written: String) {
    var json = JSONText()
    json.element(text)
    #expect(String(decoding: json.bytes, as: UTF8.self) == "\"\(written)\"")
  }
}
