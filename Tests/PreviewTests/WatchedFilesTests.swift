import Foundation
import Testing

@testable import license_digest_preview

struct WatchedFilesTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "watched-\(UUID().uuidString)")

  private func write(_ text: String, to name: String) throws {
    let file = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: false, encoding: .utf8)
  }

  @Test(arguments: [
    ("licenses.csv", true), ("acme.example/licenses.XML", true), ("new.example/a.json", true),
    ("notes.txt", false), (".hidden.csv", false), ("acme.example/deep/licenses.csv", false),
  ])
  func `a change of what a build reads is seen, of other files not`(
    name: String, isSeen: Bool
  ) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    for known in ["licenses.csv", "acme.example/licenses.XML", "acme.example/deep/licenses.csv"] {
      try write("a", to: known)
    }
    var files = WatchedFiles(exports: [folder.path], others: [])
    let before = files.look()
    #expect(files.look() == before)
    try write("more", to: name)
    #expect((files.look() != before) == isSeen)
  }

  @Test func `a file that goes is a change`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try write("a", to: "a.example/licenses.csv")
    var files = WatchedFiles(exports: [folder.path], others: [])
    let before = files.look()
    try FileManager.default.removeItem(at: folder.appendingPathComponent("a.example/licenses.csv"))
    #expect(files.look() != before)
  }
}
