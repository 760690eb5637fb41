import Foundation
import Licensing
import Rendering
import Testing

@testable import license_digest

/// A folder of one test, removed at its end.
struct TemporaryFolder: ~Copyable {
  let path: String

  init() throws {
    // Some systems end it in a slash; messages name paths without a doubled one.
    let base = NSTemporaryDirectory()
    path =
      (base.hasSuffix("/") ? String(base.dropLast()) : base) + "/license-digest-"
      + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  func make(_ files: [String: String]) throws {
    for (name, text) in files {
      let file = URL(fileURLWithPath: path + "/" + name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

struct InputFolderTests {
  @Test func `files come in byte order, account folders included, hidden names skipped`() throws {
    let folder = try TemporaryFolder()
    try folder.make([
      "in/b.CSV": "", "in/a.xml": "", "in/Acme.Example/x.tsv": "", "in/.hidden.csv": "",
      "in/note.txt": "", "in/other/y.csv": "", "out.csv": "",
    ])
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/in/link.csv", withDestinationPath: "../out.csv")
    try FileManager.default.createDirectory(
      atPath: folder.path + "/in/z.csv", withIntermediateDirectories: false)
    let listing = try InputFolder.files(of: [folder.path + "/in/"])
    #expect(
      listing.files.map(\.path)
        == ["Acme.Example/x.tsv", "a.xml", "b.CSV", "link.csv", "note.txt", "other", "z.csv"])
    #expect(listing.files[0].accountFolder == "acme.example")
    #expect(listing.files[1].shownPath == folder.path + "/in/a.xml")
    #expect(
      listing.diagnostics.map(\.code) == [
        "link-outside", "file-not-read", "folder-not-read", "not-a-file",
      ])
    #expect(listing.diagnostics.map(\.location.file) == [3, 4, 5, 6])
    let two = try InputFolder.files(of: [folder.path + "/out.csv", folder.path + "/in"])
    #expect(two.files.prefix(2).map(\.path) == ["1/out.csv", "2/Acme.Example/x.tsv"])
  }

  @Test func `a name cannot break the line a problem is told on`() throws {
    let folder = try TemporaryFolder()
    try folder.make(["in/a\nb: error\u{1b}[2J\u{202e}.csv": "x"])
    let listing = try InputFolder.files(of: [folder.path + "/in"])
    #expect(
      listing.files.map(\.shownPath)
        == [folder.path + "/in/a\\u{a}b: error\\u{1b}[2J\\u{202e}.csv"])
    #expect(listing.files.map(\.path) == ["a\\u{a}b: error\\u{1b}[2J\\u{202e}.csv"])
    #expect(try FileReading.bytes(of: listing.files[0].fileSystemPath) == Array("x".utf8))
  }

  @Test func `a file that grows while it is read comes to an end and is told`() throws {
    let folder = try TemporaryFolder()
    try folder.make(["a.csv": "one"])
    let path = folder.path + "/a.csv"
    var read = try OpenFile(path)
    defer { read.close() }
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.seekToEnd()
    try file.write(contentsOf: Data("two".utf8))
    try file.close()
    #expect(try read.readAll() == Array("one".utf8))
    #expect(try !read.isUnchanged())
  }

  @Test func `a missing input ends the run`() {
    #expect(
      throws: RunFailure("input '/no/such' cannot be read: No such file or directory")
    ) { try InputFolder.files(of: ["/no/such"]) }
  }
}

struct OutputFolderTests {
  let run =
    #"{"generator":"license-digest","date":"2026-11-22","since":"2026-11-21","counts":{"licenses":7}}"#

  @Test func `a staged folder is swapped in whole and the old one removed`() throws {
    let folder = try TemporaryFolder()
    try folder.make([".out.new-1/left": ""])
    for text in ["one", "two"] {
      let output = try OutputFolder(OutputPlace(folder.path + "/out", inputs: []))
      defer { output.unlock() }
      #expect(output.previousRun?.licenses == (text == "one" ? nil : 7))
      let staged = try output.stage { staged throws(RunFailure) in
        try staged.makeFolder("accounts")
        try staged.makeFolder("accounts/a.example")
        try staged.write(
          OutputFile(path: "run.json", bytes: Array(run.utf8), isPrivate: false))
        try staged.write(
          OutputFile(path: "accounts/a.example/x.eml", bytes: Array(text.utf8), isPrivate: true))
      }
      try output.publish(staged)
      let published = try FileReading.bytes(of: folder.path + "/out/accounts/a.example/x.eml")
      #expect(published == Array(text.utf8))
      #expect(try Set(FileReading.names(in: folder.path)) == ["out", ".out.lock"])
    }
    let mode =
      try FileManager.default.attributesOfItem(
        atPath: folder.path + "/out/accounts/a.example/x.eml")[.posixPermissions] as? Int
    #expect(mode == 0o640)
  }

  @Test func `a folder that is not ours, an input, or the root is refused`() throws {
    let folder = try TemporaryFolder()
    try folder.make(["mine/letter.txt": "dear", "in/a.csv": ""])
    let refused = [("mine", "mine is not ours"), ("in", "input"), ("in/out", "inside input")]
    for (name, _) in refused {
      #expect(throws: RunFailure.self) {
        _ = try OutputPlace(folder.path + "/" + name, inputs: [folder.path + "/in"])
      }
    }
    #expect(throws: RunFailure("output '/' is not replaced: it is the root folder")) {
      _ = try OutputPlace("/", inputs: [])
    }
  }

  @Test func `a second run on one output fails at once`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/out"
    let first = try OutputFolder(OutputPlace(path, inputs: []))
    let reason = "another run or a reader holds it (--wait SECONDS waits)"
    #expect(throws: RunFailure("output '\(path)' cannot be locked: \(reason)")) {
      _ = try OutputFolder(OutputPlace(path, inputs: []))
    }
    first.unlock()
    try OutputFolder(OutputPlace(path, inputs: [])).unlock()
  }

  @Test func `what failed first is said first, whatever cannot be cleared away`() throws {
    let folder = try TemporaryFolder()
    let output = try OutputFolder(OutputPlace(folder.path + "/out", inputs: []))
    defer { output.unlock() }
    let failure = #expect(throws: RunFailure.self) {
      _ = try output.stage { staged throws(RunFailure) in
        try? FileManager.default.removeItem(atPath: staged.path)
        throw RunFailure("interrupted", exitCode: 130)
      }
    }
    #expect(failure?.exitCode == 130)
    #expect(failure?.message.hasPrefix("interrupted\n'\(folder.path)/.out.new-") == true)
  }

  @Test func `differences are listed by path, and comparing writes nothing`() throws {
    let folder = try TemporaryFolder()
    try folder.make(["o/run.json": run, "o/b": "2", "o/c": "1", "o/d/e": "1"])
    let comparison = try FolderComparison(with: OutputPlace(folder.path + "/o", inputs: []))
    for (path, text) in [("a", "1"), ("b", "1"), ("d/e", "1"), ("run.json", run)] {
      try comparison.write(OutputFile(path: path, bytes: Array(text.utf8)))
    }
    #expect(comparison.differences() == ["added a", "changed b", "removed c"])
    #expect(try FileReading.names(in: folder.path) == ["o"])
    let missing = try OutputPlace(folder.path + "/none", inputs: [])
    #expect(try missing.sharedLock(waitSeconds: 0) == nil)
    #expect(try FolderComparison(with: missing).differences().isEmpty)
    #expect(try FileReading.names(in: folder.path) == ["o"])
  }
}

struct DiagnosticPrinterTests {
  @Test func `after twenty of a file and code only their count is told`() {
    let file = InputFile(
      shownPath: "in/a.csv", path: "a.csv", fileSystemPath: "in/a.csv", accountFolder: nil,
      state: .readable)
    let problems = DiagnosticLog(
      (1...152).map { line in
        Diagnostic.warning(
          "odd", "odd", at: SourceLocation(file: 0, line: Int32(line), column: 2))
      })
    let lines = DiagnosticPrinter(isQuiet: false).lines(for: problems, files: [file])
    #expect(lines.count == 21)
    #expect(lines.first == "in/a.csv:1:2: warning: odd")
    #expect(lines.last == "in/a.csv: odd: and 132 more of these, all in problems.jsonl")
    #expect(DiagnosticPrinter(isQuiet: true).lines(for: problems, files: [file]).isEmpty)
  }
}
