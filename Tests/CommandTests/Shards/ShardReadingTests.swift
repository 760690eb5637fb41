import Licensing
import Rendering
import Testing

@testable import license_digest

/// What shards read, beside what one run reads.
struct ShardReadingTests {
  private static let inputs = [
    "a.csv": """
    account_domain,virtual_account,license,quantity,in_use,end_date,colour
    acme.example,DEFAULT,Apex,5,9,2026-12-01,
    acme.example,DEFAULT,Apex,5,9,2026-12-01,
    globex.example,DEFAULT,Apex,many,9,2026-12-01,
    globex.example,DEFAULT,Apex,7,9,2026-12-01,
    initech.example,Branch,Apex,7,none,soon,
    not a domain,Branch,Apex,7,9,2026-12-01,
    initech.example,Branch,"Apex,7,9,2026-12-01,
    """,
    "b.csv": """
    account_domain,virtual_account,license,quantity
    globex.example,DEFAULT,bad,many
    globex.example,DEFAULT,Apex,7
    acme.example,DEFAULT,Apex,7
    initech.example,Branch,\u{202e}Apex,7
    \u{202e}initech.example,Branch,Apex,7
    acme.example,x,y
    """,
    "c.xml": """
    <license-export version="1"><smart-account domain="acme.example" colour="red">
    <virtual-account name="DEFAULT"><license name="Base" sku="x"/></virtual-account></smart-account>
    <smart-account domain="globex.example"><virtual-account name="V">
    <license name="Base" colour="red"><term quantity="bad"/><term quantity="3"/></license>
    </virtual-account></smart-account><smart-account domain="bad"><virtual-account name="V">
    <license name="Base"><term quantity="5"/></license></virtual-account></smart-account>
    """,
    "globex.example/d.csv": """
    virtual_account,license,quantity,account_domain
    DEFAULT,Folder,5,
    DEFAULT,Folder,5,acme.example
    DEFAULT,Folder,\u{0},
    """,
    "acme.example/e.csv": "virtual_account,license,quantity,quantity\n",
    "p.csv": """
    account_domain,email,virtual_accounts,daily_summary,locale
    acme.example,a@acme.example,None,yes,xx
    globex.example,a@globex.example,*,yes,xx
    nobody.example,a@nobody.example,*,yes,en
    acme.example,bad,*,yes,en
    """,
  ]

  private func run(_ folder: String, _ shard: Shard? = nil) throws -> JudgedRun {
    let day = try #require(CalendarDate(iso: "2026-11-22"))
    return try JudgedRun(
      inputs: [folder], configuration: Configuration(), date: day, since: day.adding(days: -1),
      locales: ["en"], shard: shard, workers: Workers(count: 3))
  }

  @Test(arguments: [1, 2, 3, 7, 40])
  func `every problem and row is found by the shard it belongs to, or by all`(
    count: Int
  ) throws {
    let folder = try TemporaryFolder()
    try folder.make(Self.inputs)
    let whole = try run(folder.path)
    let shards = try (0..<count).map { try run(folder.path, Shard(number: $0, of: count)) }
    let domains = shards.map { run in
      run.inventory.accounts.map { run.inventory.texts.string($0.domain) }
    }
    #expect(
      domains.joined().sorted()
        == whole.inventory.accounts.map { whole.inventory.texts.string($0.domain) })
    for (number, shard) in shards.enumerated() {
      let own = Shard(number: number, of: count)
      #expect(Array(shard.diagnostics) == whole.diagnostics.filter(own.tells))
      #expect(shard.inventory.isCutShort)
    }
    #expect(whole.diagnostics.contains { $0.code == "shared-virtual-account" })
    for (place, file) in whole.manifest.files.enumerated() {
      let parts = shards.map { $0.manifest.files[place] }
      let unowned = shards.map { $0.unownedRejections[place] }
      #expect(file.kept == parts.reduce(0) { $0 + $1.kept })
      #expect(Set(unowned).count == 1)
      #expect(
        file.rejected == zip(parts, unowned).reduce(unowned[0]) { $0 + $1.0.rejected - $1.1 })
    }
  }

  @Test func `another shard's rows leave no texts but their places`() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<2_000).map { "org\($0 % 20).example,V,License \($0),5,,Sub\($0)\n" }
    try folder.make([
      "a.csv": "account_domain,virtual_account,license,quantity,end_date,subscription_id\n"
        + rows.sorted().joined()
    ])
    let reports = try [nil, Shard(number: 0, of: 20)].map { try run(folder.path, $0) }
    let counts = reports.map(\.inventory.texts.count)
    #expect(counts[0] > 4_000)
    // Of each other account its domain, and one row's license and subscription.
    #expect(counts[1] < 2 * reports[1].licenseCount + 3 * 20 + 10)
  }
}
