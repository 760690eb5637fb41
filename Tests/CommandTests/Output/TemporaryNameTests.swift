import Testing

@testable import license_digest

struct TemporaryNameTests {
  @Test(arguments: [
    (".out.new-1", true), (".out.new-4194304", true), (".out.new-", false),
    (".out.new-plan", false), (".out.new-1a", false), ("out.new-1", false), (".other.new-1", false),
    (".out.new--1", false), (".out.new-1.gz", false),
  ])
  func `only names that a process of this program gives are its own`(name: String, isOurs: Bool) {
    let temporary = TemporaryName(for: "out")
    #expect(temporary.isOurs(name) == isOurs)
    #expect(temporary.isOurs(temporary.own))
  }
}
