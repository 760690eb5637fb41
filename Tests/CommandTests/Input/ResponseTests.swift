import Foundation
import Licensing
import Rendering
import SeededRandom
import Testing

@testable import license_digest

struct ResponseTests {
  /// Facts of a term as both forms state them; nil is a term without facts of its own.
  private struct Term {
    var type, start, end, subscription: String
    var quantity: String?
  }

  private struct License {
    var virtualAccount, name, status, billing: String
    var quantity: Int
    var inUse: String?
    var terms: [Term]
  }

  private static let ends = [
    "2026-11-22", "2026-11-25", "2026-12-21", "2027-02-05", "2026-10-01", "2028-01-01", "", "never",
    "2026-02-30",
  ]

  private static func licenses(_ generator: inout SeededRandom) -> [License] {
    (0..<Int.random(in: 1...40, using: &generator)).map { number in
      let terms = (0..<Int.random(in: 0...3, using: &generator)).map { term in
        Term(
          type: ["TERM", "PERPETUAL", "SUBSCRIPTION", ""].randomElement(using: &generator) ?? "",
          start: ["", "2023-12-22", "2027-01-01", "soon"].randomElement(using: &generator) ?? "",
          end: ends.randomElement(using: &generator) ?? "", subscription: "Sub\(number)-\(term)",
          quantity: ["0", "5", "50", "x", nil].randomElement(using: &generator) ?? nil)
      }
      return License(
        virtualAccount: ["DEFAULT", "Lab \"2\", east", "Büro \u{202e}x", ""].randomElement(
          using: &generator) ?? "",
        name: "License \(number % 30)",
        status: ["In Compliance", "Out of Compliance", ""].randomElement(using: &generator) ?? "",
        billing: ["PREPAID", ""].randomElement(using: &generator) ?? "",
        quantity: number, inUse: ["0", "40", "many", nil].randomElement(using: &generator) ?? nil,
        terms: terms)
    }
  }

  private static func csv(_ licenses: [License]) -> String {
    var text =
      "virtualAccount,license,assignedLicenses_quantity,inUse,billingType,"
      + "assignedLicenses_status,licenseType,quantity,startDate,endDate,subscriptionId\r\n"
    for license in licenses {
      let none = Term(type: "", start: "", end: "", subscription: "", quantity: nil)
      for term in license.terms.isEmpty ? [none] : license.terms {
        let fields = [
          license.virtualAccount, license.name, String(license.quantity), license.inUse ?? "",
          license.billing, license.status, term.type, term.quantity ?? "", term.start, term.end,
          term.subscription,
        ]
        text +=
          fields.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",") + "\r\n"
      }
    }
    return text
  }

  /// As a page states it: counts as numbers where they are some, what is missing as null or not.
  private static func json(_ licenses: ArraySlice<License>, total: Int) -> String {
    func text(_ text: String) -> String { "\"\(text.replacing("\"", with: "\\\""))\"" }
    func count(_ count: String?) -> String {
      count.map { Int($0) == nil ? text($0) : $0 } ?? "null"
    }
    let objects = licenses.map { license in
      let details = license.terms.map { term in
        "{\"endDate\": \(text(term.end)), \"licenseType\": \(text(term.type)), "
          + "\"quantity\": \(count(term.quantity)), \"startDate\": \(text(term.start)), "
          + "\"subscriptionId\": \(text(term.subscription)), \"status\": \"ACTIVE\"}"
      }
      return "{\"virtualAccount\": \(text(license.virtualAccount)), "
        + "\"licenseDetails\": [\(details.joined(separator: ", "))], "
        + "\"license\": \(text(license.name)), \"quantity\": \(license.quantity), "
        + "\"inUse\": \(count(license.inUse)), \"billingType\": \(text(license.billing)), "
        + "\"status\": \(text(license.status))}"
    }
    return "{\"total\": \(total), \"licenses\": [\n\(objects.joined(separator: ",\n"))\n]}\n"
  }

  private static let preferences = [
    "acme.example/preferences.csv":
      "email,role,daily_summary,status_notification,virtual_accounts,expiry_windows\n"
      + "a@acme.example,admin,yes,yes,*,90\nb@acme.example,user,yes,yes,DEFAULT,90;30\n"
  ]

  /// What is published but run.json; lists of problems without their places, by which they are
  /// sorted.
  private func published(_ exports: [String: String]) throws -> [String: String] {
    var files = try PublishedWorld.files(
      of: exports.merging(Self.preferences) { own, _ in own },
      formats: [.html, .text, .json, .eml], configuration: Configuration(from: "d@acme.example"))
    files["run.json"] = nil
    for path in ["problems.jsonl", "index.html", "accounts/acme.example/alerts.html"] {
      let place = /"path":"[^"]*","line":[0-9]*,"column":[0-9]*|<td class="place">[^<]*<\/td>/
      let lines = (files[path] ?? "").replacing(place, with: "").split(separator: "\n")
      files[path] = lines.sorted().joined(separator: "\n")
    }
    return files
  }

  @Test(arguments: 0..<12)
  func `the same facts in JSON and in CSV are published as the same bytes`(round: Int) throws {
    var generator = SeededRandom(seed: round)
    let licenses = Self.licenses(&generator)
    let middle = Int.random(in: 0...licenses.count, using: &generator)
    let good = License(
      virtualAccount: "DEFAULT", name: "Good", status: "", billing: "", quantity: 1, inUse: "1",
      terms: [Term(type: "TERM", start: "", end: "2026-12-21", subscription: "", quantity: "5")])
    let all = licenses[..<middle] + [good] + licenses[middle...]
    let csv = Self.csv(Array(all))
    let pages = [
      "acme.example/page-1.json": Self.json(all[...middle], total: all.count),
      "acme.example/page-2.json": Self.json(all[(middle + 1)...], total: all.count),
    ]
    let (fromCSV, fromJSON) = try (
      published(["acme.example/licenses.csv": csv]), published(pages)
    )
    #expect(fromCSV.keys.sorted() == fromJSON.keys.sorted())
    for (path, text) in fromCSV where fromJSON[path] != text {
      let lines = zip(text.split(separator: "\n"), (fromJSON[path] ?? "").split(separator: "\n"))
      let first = lines.first { $0 != $1 }
      Issue.record("\(path): \(first ?? ("", "")) differs for\n\(csv)")
    }
  }

  private static func page(_ names: [String], total: Int? = nil) -> String {
    let licenses = names.map {
      "{\"license\": \"\($0)\", \"virtualAccount\": \"DEFAULT\", \"quantity\": 5}"
    }
    let head = total.map { "\"total\": \($0), " } ?? ""
    return "{\(head)\"licenses\": [\(licenses.joined(separator: ", "))]}"
  }

  private func run(_ exports: [String: String]) throws -> JudgedRun {
    let folder = try TemporaryFolder()
    try folder.make(exports)
    let day = try #require(CalendarDate(iso: "2026-11-22"))
    return try JudgedRun(
      inputs: [folder.path], configuration: Configuration(), date: day,
      since: day.adding(days: -1), locales: ["en"])
  }

  private static func cut(_ total: Int, _ read: Int) -> String {
    "1:11: the responses of 'acme.example' say that there are \(total) entries of 'licenses', and "
      + "hold \(read) (are pages missing, or there twice?); file cut short"
  }

  @Test(
    arguments: [
      (
        [page(["A"], total: 3), page(["B"], total: 3)],
        [cut(3, 2)]
      ),
      (
        [page(["A"], total: 2), page(["B"], total: 3)],
        [cut(2, 1), cut(3, 1)]
      ),
      (
        [page(["A", "B"], total: 3), page(["C", "D"], total: 3)],
        [cut(3, 4)]
      ),
      ([page(["A"], total: 2), page(["B"])], [cut(2, 1)]), ([page(["A"]), page(["B"])], []),
    ] as [([String], [String])])
  func `a total is compared with the licenses of all of an account's pages`(
    pages: [String], messages: [String]
  ) throws {
    var files = ["other.example/1.json": Self.page(["A"], total: 1)]
    for (place, page) in pages.enumerated() { files["acme.example/\(place + 1).json"] = page }
    let run = try run(files)
    #expect(
      run.diagnostics.map { "\($0.location.line):\($0.location.column): \($0.message)" }
        == messages)
    #expect(run.diagnostics.allSatisfy { $0.severity == .error })
    #expect(run.inventory.isCutShort == !messages.isEmpty)
  }

  private static func unfinished(_ pages: [String?]) -> [String: String] {
    var files: [String: String] = [:]
    for (place, next) in pages.enumerated() {
      let next = next.map { "\"next\": \"\($0)\", " } ?? ""
      files["acme.example/\(place + 1).json"] =
        "{\(next)\"licenses\": [{\"license\": \"L\(place)\", \"virtualAccount\": \"A\", "
        + "\"quantity\": 5}]}"
    }
    return files
  }

  @Test(
    arguments: [
      (["/2"], true), (["/2", "/3"], true), (["/2", nil], false), (["/2", ""], false),
      ([nil], false),
    ] as [([String?], Bool)])
  func `pages that all say that another follows lack the last`(pages: [String?], isCut: Bool) throws
  {
    let run = try run(Self.unfinished(pages))
    #expect(run.inventory.isCutShort == isCut)
    let message =
      "each response of 'acme.example' says that more entries of 'licenses' follow, and the last is "
      + "missing; file cut short"
    #expect(run.diagnostics.map(\.message) == (isCut ? [message] : []))
  }

  @Test func `pages share virtual accounts, but not with other exports`() throws {
    let run = try run([
      "acme.example/1.json": Self.page(["A"]), "acme.example/2.json": Self.page(["B"]),
      "acme.example/z.csv": "virtual_account,license,quantity,end_date\nDEFAULT,A,5,\n",
    ])
    #expect(
      run.diagnostics.map(\.message) == [
        "virtual account 'DEFAULT' of 'acme.example' has rows in acme.example/1.json and in "
          + "acme.example/z.csv"
      ])
  }

  @Test func `the same bytes in two account folders are two exports, elsewhere one`() throws {
    let csv = "virtual_account,license,quantity,end_date\nDEFAULT,A,5,\n"
    let owned = "account_domain,virtual_account,license,quantity,end_date\nc.example,DEFAULT,A,5,\n"
    let run = try run([
      "a.example/1.csv": csv, "a.example/2.csv": csv, "b.example/1.csv": csv, "top.csv": csv,
      "c.example/1.csv": owned, "z.csv": owned,
    ])
    #expect(
      run.diagnostics.map { "\(run.files[Int($0.location.file)].path) \($0.code)" }
        == ["a.example/2.csv file-repeated", "top.csv file-repeated", "z.csv file-repeated"])
    #expect(run.inventory.accounts.map(\.terms.count) == [1, 1, 1])
  }

  @Test func `a file that was rejected is no reason to skip another`() throws {
    let csv = "virtual_account,license,quantity,end_date\nDEFAULT,A,5,\n"
    let run = try run(["0.csv": csv, "a.example/1.csv": csv])
    #expect(run.diagnostics.map(\.code) == ["no-account-domain"])
    #expect(run.inventory.accounts.count == 1)
  }

  @Test func `run.json names every file, those too that gave nothing`() throws {
    let folder = try TemporaryFolder()
    let csv = "virtual_account,license,quantity,end_date\nDEFAULT,A,5,\n"
    try folder.make([
      "a.example/1.csv": csv, "a.example/2.csv": csv, "b.csv": "?", "sub/x.csv": csv,
    ])
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/c.csv", withDestinationPath: "/etc/hostname")
    let reading = try ExportReader(inputs: [folder.path], configuration: Configuration())
    let lines = reading.manifestFiles.map { file in
      "\(file.path) \(file.kind?.rawValue ?? "-") \(file.sha256?.prefix(4) ?? "-") "
        + "\(file.kept)+\(file.rejected)"
    }
    #expect(
      lines == [
        "a.example/1.csv licenses f52d 1+0", "a.example/2.csv licenses f52d 0+0",
        "b.csv - 8a8d 0+0",
        "c.csv - - 0+0",
      ])
  }
}
