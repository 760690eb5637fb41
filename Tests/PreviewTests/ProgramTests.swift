import Testing

@testable import license_digest_preview

struct ProgramTests {
  @Test(arguments: [
    (
      "a.csv:1:1: error: row rejected\nlicense-digest: error: t.mustache:1:2: error: x\nt:2:1: y\n",
      "t.mustache:1:2: error: x\nt:2:1: y"
    ),
    ("license-digest: error: first\nlicense-digest: error: last\n", "last"),
    ("{\"severity\":\"error\"}\n", "{\"severity\":\"error\"}"),
    ("", "the run ended with exit code 2"),
  ])
  func `the reason of a run stands behind the problems of the input`(said: String, reason: String) {
    #expect(Program.Result(code: 2, output: [], errors: said).reason == reason)
  }
}
