import Foundation
import Testing

@testable import license_digest_preview

struct WorkingFolderTests {
  @Test(
    arguments: [
      ("license-digest-preview-41-0123456789abcdef", 41), ("license-digest-preview-41-0123", nil),
      ("license-digest-preview-0-0123456789abcdef", nil),
      ("license-digest-preview--1-0123456789abcdef", nil),
      ("license-digest-preview-x-0123456789abcdef", nil),
      ("license-digest-preview-41-0123456789abcdeg", nil),
      ("license-digest-preview-41-0123456789abcdef-copy", nil), ("license-digest-preview-", nil),
      ("other-41-0123456789abcdef", nil),
    ] as [(String, Int32?)])
  func `only a folder of a preview's own name says its process`(name: String, process: Int32?) {
    #expect(WorkingFolder.process(ofFolder: name) == process)
  }

  @Test func `a folder of its own is for its person only, and goes at the end`() throws {
    let folder = try WorkingFolder(nil)
    let path = String(folder.output.dropLast("/output".count))
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o700)
    folder.remove()
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `what a killed preview left is removed by the next`() throws {
    // No process has this number: it is beyond the largest there may be.
    let left = FileManager.default.temporaryDirectory.appendingPathComponent(
      "license-digest-preview-2000000001-0123456789abcdef")
    let other = FileManager.default.temporaryDirectory.appendingPathComponent(
      "license-digest-preview-\(getpid())-0123456789abcdef")
    for folder in [left, other] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    try WorkingFolder(nil).remove()
    #expect(!FileManager.default.fileExists(atPath: left.path))
    #expect(FileManager.default.fileExists(atPath: other.path))
    try FileManager.default.removeItem(at: other)
  }
}
