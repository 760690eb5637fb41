import Foundation
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

  @Test func `a file is left behind once its process is gone`() throws {
    let gone = Process()
    gone.executableURL = URL(fileURLWithPath: "/bin/true")
    try gone.run()
    gone.waitUntilExit()
    let folder = try TemporaryFolder()
    let own = ProcessInfo.processInfo.processIdentifier
    let names =
      [gone.processIdentifier, own, 1].map { ".new.csv.new-\($0)" } + [
        ".new.csv.new-99999999999999999999", ".new.csv.new-plan", ".old.csv.new-0",
      ]
    try folder.make(Dictionary(uniqueKeysWithValues: names.map { ($0, "half") }))
    let file = try #require(FileReplacement(folder.path + "/new.csv"))
    #expect(try file.make(of: Array("whole".utf8)))
    let kept = [".new.csv.new-1", ".new.csv.new-plan", ".old.csv.new-0", "new.csv"]
    #expect(try FileReading.names(in: folder.path).sorted() == kept)
    #expect(try !file.make(of: []))
    #expect(try FileReading.names(in: folder.path).sorted() == kept)
  }
}
