import Licensing
import Rendering
import Synchronization
import Testing

@testable import license_digest

/// Whole runs over small exports, from files to published bytes.
struct PublicationTests {
  private static let licenses = """
    account_domain,virtual_account,license,quantity,in_use,end_date
    acme.example,Visible,Apex,5,9,2026-12-01
    acme.example,Hidden,Secretum,7,9,2026-12-01
    acme.example,Hidden,Secretum,bad,9,2026-12-01
    """
  private static let preferences = """
    account_domain,email,role,virtual_accounts,daily_summary
    acme.example,all@acme.example,user,*,yes
    acme.example,some@acme.example,user,Visible,yes
    """

  private static let inputs = ["licenses.csv": licenses, "preferences.csv": preferences]

  private func files(
    of inputs: [String: String] = inputs, jobs: Int = 1,
    formats: Set<Configuration.Format> = [.json]
  ) throws -> [String: String] {
    try PublishedWorld.files(of: inputs, jobs: jobs, formats: formats)
  }

  @Test func `without a file of licenses the run ends and says what was wrong`() throws {
    let folder = try TemporaryFolder()
    try folder.make([
      "a.csv": "account_domain,virtual_account,license,quantity,Quantity\n", "b.xlsx": "PK",
      "tool/c.csv": "",
    ])
    let failure = #expect(throws: RunFailure.self) {
      try ExportReader(inputs: [folder.path], configuration: Configuration())
    }
    let lines = failure?.message.split(separator: "\n") ?? []
    #expect(lines.first?.hasPrefix("no file of kind licenses") == true)
    #expect(
      lines.dropFirst().map { $0.dropFirst(folder.path.count) } == [
        "/a.csv:1:1: error: columns 'quantity' and 'Quantity' have the same name; file rejected",
        "/b.xlsx: warning: a spreadsheet is not read (save it as CSV UTF-8)",
        "/tool: note: the folder is not read (its name is not an account domain, and no rule of "
          + "exports names files in it)",
      ])
  }

  @Test func `the same input gives the same files, however many threads make them`() throws {
    let formats: Set<Configuration.Format> = [.html, .text, .json]
    #expect(try files(formats: formats) == files(jobs: 8, formats: formats))
  }

  @Test func `any number of threads reads the same rows of many files and parts`() throws {
    var inputs = Self.inputs
    // Over 1 MiB, so that it is cut, with a field of many lines and a bad row here and there.
    inputs["many.csv"] =
      "account_domain,virtual_account,license,quantity,end_date\n"
      + (0..<24_000).map { row in
        let name =
          row % 7_000 == 0 ? "\"Lines\n\n\"\"of\"\"\n \(row)\"" : "License \(row % 900)"
        let quantity = row % 5_000 == 4_999 ? "many" : "\(row % 9)"
        return "org\(row % 400).example,Site \(row % 3),\(name),\(quantity),"
          + "2026-12-\(row % 20 + 10)\n"
      }.joined()
    for place in 0..<5 {
      inputs["small-\(place).csv"] = Self.licenses.replacing("Apex", with: "Apex \(place)")
    }
    #expect(try files(of: inputs, jobs: 1) == files(of: inputs, jobs: 8))
  }

  @Test func `nothing outside the scope reaches a narrowed reader`() throws {
    let bodies = try files().filter { $0.key.hasSuffix(".json") && $0.key.contains("daily") }
    #expect(bodies.count == 2)
    let narrowed = try #require(bodies.first { $0.key.contains("-en-") })
    #expect(narrowed.value.contains("Apex"))
    #expect(!narrowed.value.contains("Hidden") && !narrowed.value.contains("Secretum"))
    let whole = try #require(bodies.first { !$0.key.contains("-en-") })
    #expect(whole.value.contains("Secretum"))
  }

  @Test func `rows are kept or rejected, and the rejected one is named`() throws {
    let files = try files()
    let run = try #require(files["run.json"])
    #expect(run.contains("\"rows\":3,\"kept\":2,\"rejected\":1"))
    #expect(run.contains("\"messages\":2"))
    let problems = try #require(files["problems.jsonl"])
    #expect(problems.contains("\"line\":4,\"column\":30,\"severity\":\"error\""))
  }
}
