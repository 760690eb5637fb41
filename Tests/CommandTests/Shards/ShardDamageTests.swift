import Foundation
import Licensing
import Rendering
import SeededRandom
import Testing

@testable import license_digest

/// What a merge makes of shards that somebody or something has changed.
struct ShardDamageTests {
  /// Two accounts, one in each of two shards, published.
  private final class Shards {
    let folder: TemporaryFolder

    init() throws {
      folder = try TemporaryFolder()
      try folder.make([
        "in/l.csv": """
        account_domain,virtual_account,license,quantity,in_use,end_date
        acme.example,A,Apex,5,9,2026-12-01
        acme.example,A,Late,5,9,2026-11-01
        globex.example,A,Base,5,1,2026-11-25
        globex.example,B,Unseen,5,9,2026-12-05
        """,
        "in/i.csv": """
        account_domain,virtual_account,product_instance,last_contact
        acme.example,A,edge-1,2026-01-01
        acme.example,A,edge-2,soon
        globex.example,A,edge-3,soon
        """,
        "in/p.csv": """
        account_domain,email,virtual_accounts,daily_summary
        acme.example,a@acme.example,*,yes
        globex.example,b@globex.example,A,yes
        """,
      ])
      for number in 0..<2 { try publish(Shard(number: number, of: 2)) }
    }

    private func publish(_ shard: Shard) throws {
      let place = try OutputPlace(path(shard.number), inputs: [], content: .shard(shard.number))
      let output = try OutputFolder(place)
      defer { output.unlock() }
      let templates = TemplateFolder(PublishedWorld.templates)
      let loaded = try PublishedWorld.loaded.get()
      let day = try #require(CalendarDate(iso: "2026-11-22"))
      let run = try JudgedRun(
        inputs: [folder.path + "/in"], configuration: Configuration(), date: day,
        since: day.adding(days: -1), locales: loaded.locales, shard: shard)
      var files = ShardPublication(
        shard: shard, sources: try ShardSources(configuration: nil, templates: templates),
        publication: try Publication(
          run, templates: loaded, formats: [.html, .text], workers: .one), workers: .one)
      let staged = try output.stage { staged throws(RunFailure) in try files.write(to: staged) }
      try output.publish(staged)
    }

    func path(_ number: Int) -> String { "\(folder.path)/s\(number)" }

    /// The path of the folder of an account's files.
    func account(_ domain: String) throws -> String {
      try #require(
        (0..<2).map { "\(path($0))/accounts/\(domain)" }.first {
          FileManager.default.fileExists(atPath: $0)
        })
    }

    func merge() throws {
      let output = try OutputFolder(OutputPlace(folder.path + "/out", inputs: []))
      defer { output.unlock() }
      let run = try MergedRun(ShardSet([path(0), path(1)]), workers: Workers(count: 2))
      let staged = try output.stage { staged throws(RunFailure) in try run.write(to: staged) }
      try output.publish(staged)
    }
  }

  private static func write(_ text: String, to path: String) throws {
    try FileManager.default.removeItem(atPath: path)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  @Test func `shards that are whole make one output`() throws {
    let shards = try Shards()
    try shards.merge()
    let mail = "/out/accounts/acme.example/daily-90-en.html"
    #expect(FileManager.default.fileExists(atPath: shards.folder.path + mail))
  }

  @Test func `every folder that is no shard is named`() throws {
    let shards = try Shards()
    for number in 0..<2 {
      try Self.write("{}", to: "\(shards.path(number))/\(ShardManifest.name)")
    }
    let failure = #expect(throws: RunFailure.self) { try shards.merge() }
    #expect(failure?.problems.count == 2)
  }

  @Test(arguments: [
    ("emptied", "daily-90-en.html"), ("cut", "daily-90-en.txt"), ("changed", "daily-90-en.html"),
    ("gone", "daily-90-en.txt"), ("added", "more.html"), ("hidden", ".more"),
    ("link", "daily-90-en.html"), ("linked folder", ""), ("folder", "daily-90-en.html"),
  ])
  func `a file that is not what was published ends the merge`(
    damage: String, name: String
  ) throws {
    let shards = try Shards()
    let account = try shards.account("acme.example")
    let path = "\(account)/\(name)"
    let files = FileManager.default
    let text = files.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    switch damage {
    case "emptied": try Self.write("", to: path)
    case "cut": try Self.write(String(text.dropLast()), to: path)
    case "changed": try Self.write(text.replacing("Apex", with: "Apes"), to: path)
    case "gone": try files.removeItem(atPath: path)
    case "added", "hidden": try Data("x".utf8).write(to: URL(fileURLWithPath: path))
    case "link":
      try Self.write(text, to: path)
      try files.moveItem(atPath: path, toPath: shards.folder.path + "/elsewhere")
      try files.createSymbolicLink(atPath: path, withDestinationPath: "../../../elsewhere")
    case "linked folder":
      try files.moveItem(atPath: account, toPath: shards.folder.path + "/elsewhere")
      try files.createSymbolicLink(atPath: account, withDestinationPath: "../../elsewhere")
    default:
      try files.removeItem(atPath: path)
      try files.createDirectory(atPath: path, withIntermediateDirectories: false)
    }
    let failure = #expect(throws: RunFailure.self) { try shards.merge() }
    #expect(failure?.exitCode == 2)
    #expect(!files.fileExists(atPath: shards.folder.path + "/out"))
  }

  private static let most = "9223372036854775807"

  @Test(arguments: [
    (#""kept" : 1"#, #""kept" : \#(most)"#), (#""kept" : 1"#, #""kept" : -1"#),
    (#""rejected_by_all" : 0"#, #""rejected_by_all" : 1"#),
    (#""rejected" : 0"#, #""rejected" : \#(most)"#),
    (#""shards" : 2"#, #""shards" : \#(most)"#), (#""shard" : "#, #""shard" : -"#),
    (#""date" : "2026-11-22""#, #""date" : "\u{1b}[2J""#),
    (#""version" : 3"#, #""version" : 2"#),
  ])
  func `what a shard says of itself and cannot be is refused`(old: String, new: String) throws {
    let shards = try Shards()
    for number in 0..<2 {
      let path = shards.path(number) + "/shard.json"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try #require(text.contains(old) || old.contains("\"shard\""), "\(text)")
      try Self.write(text.replacing(old, with: new), to: path)
    }
    #expect(throws: RunFailure.self) { try shards.merge() }
  }

  @Test(arguments: [
    (#""licenses":2"#, #""licenses":\#(most)"#), (#""major":"#, #""major":-"#),
    (#""stem":"accounts/"#, #""stem":"../accounts/"#),
    (#""name":"daily-90-en.html""#, #""name":"../daily-90-en.html""#),
    (#""expiring":1"#, #""expiring":\#(most)"#),
  ])
  func `what a shard says of its accounts and cannot be is damage`(old: String, new: String) throws
  {
    let shards = try Shards()
    var isChanged = false
    for number in 0..<2 {
      let path = shards.path(number)
      let accounts = path + "/accounts.jsonl"
      let text = try String(contentsOfFile: accounts, encoding: .utf8)
      let changed = text.replacing(old, with: new)
      isChanged = isChanged || changed != text
      let manifest = try String(contentsOfFile: path + "/shard.json", encoding: .utf8)
      try Self.write(changed, to: accounts)
      try Self.write(
        manifest.replacing(Self.hash(text), with: Self.hash(changed)), to: path + "/shard.json")
    }
    try #require(isChanged)
    #expect(throws: RunFailure.self) { try shards.merge() }
  }

  private static let edges = [
    most, "-1", "0", "1099511627776", "1099511627777", "-9223372036854775808", "1e400", "0.5",
    "null", "\"x\"", "[]", "2147483648",
  ]

  @Test(arguments: ["shard.json", "accounts.jsonl", "problems.jsonl"])
  func `whatever number of a shard is changed, a merge ends with a reason or an output`(
    name: String
  ) throws {
    let shards = try Shards()
    let path = shards.path(0)
    let whole = try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
    let manifest = try String(contentsOfFile: path + "/shard.json", encoding: .utf8)
    let numbers = whole.ranges(of: /-?\d+/)
    try #require(numbers.count > (name == "problems.jsonl" ? 0 : 10))
    for seed in 0..<60 {
      var random = SeededRandom(seed: seed)
      var text = whole
      let range = try #require(numbers.randomElement(using: &random))
      text.replaceSubrange(range, with: try #require(Self.edges.randomElement(using: &random)))
      try Self.write(text, to: "\(path)/\(name)")
      if name != "shard.json" {
        try Self.write(
          manifest.replacing(Self.hash(whole), with: Self.hash(text)), to: path + "/shard.json")
      }
      do {
        let run = try MergedRun(ShardSet([path, shards.path(1)]), workers: .one)
        try run.files.write(to: MemorySink(), workers: .one)
      } catch {
        #expect(error.exitCode == 2, "seed \(seed): \(error)")
      }
    }
  }

  private static func hash(_ text: String) -> String {
    let folder = NSTemporaryDirectory() + "/license-digest-hash-" + UUID().uuidString
    defer { _ = try? FileManager.default.removeItem(atPath: folder) }
    guard FileManager.default.createFile(atPath: folder, contents: Data(text.utf8)),
      var file = try? OpenFile(folder)
    else { return "" }
    defer { file.close() }
    return (try? file.hash()) ?? ""
  }
}
