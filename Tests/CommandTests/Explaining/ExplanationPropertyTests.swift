import Foundation
import Licensing
import Rendering
import Synchronization
import Testing

@testable import license_digest

/// `explain` beside what is mailed, on the whole sample: it never says the opposite.
struct ExplanationPropertyTests {
  /// A message, and the licenses its JSON body names, each with its virtual account.
  private struct Message {
    let account: String
    let kind: String
    let recipients: [String]
    let licenses: Set<[String]>
  }

  private static let licenseAlerts: Set<String> = [
    "insufficient-licenses", "licenses-expiring", "licenses-expired", "out-of-compliance",
  ]

  private static let sample =
    PublishedWorld.templates.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    .joined(separator: "/") + "/sample-data"

  private static func object(_ text: some StringProtocol) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(value as? [String: Any])
  }

  private static func messages(_ files: [String: String]) throws -> [Message] {
    try #require(files["messages.jsonl"]).split(separator: "\n").map { line in
      let message = try object(line)
      let path = try #require(message["json"] as? String)
      let body = try object(try #require(files[path]))
      let expiring = try #require(body["expiring"] as? [[String: Any]])
      let alerts = try #require(body["alerts"] as? [[String: Any]])
      let named =
        expiring.map { [$0["virtual_account"], $0["license"]] }
        + alerts.filter { licenseAlerts.contains($0["type"] as? String ?? "") }.map {
          [$0["virtual_account"], $0["subject"]]
        }
      return Message(
        account: try #require(message["account"] as? String),
        kind: try #require(message["kind"] as? String),
        recipients: try #require(message["recipients"] as? [String]),
        licenses: Set(named.map { $0.map { $0 as? String ?? "" } }))
    }
  }

  @Test func `it agrees with every message of the sample, license by license`() throws {
    let day = try #require(CalendarDate(iso: "2026-11-22"))
    let templates = try PublishedWorld.loaded.get()
    let run = try JudgedRun(
      inputs: [Self.sample],
      configuration: Configuration.read(Self.sample + "/license-digest.yml"), date: day,
      since: day.adding(days: -1), locales: templates.locales)
    var publication = try Publication(run, templates: templates, formats: [.json], workers: .one)
    let sink = MemorySink()
    try publication.write(to: sink)
    let messages = try Self.messages(sink.files.withLock { $0 })
    try #require(messages.count > 5)
    var named = 0
    for account in run.inventory.accounts where account.hasLicenseRows {
      let domain = run.inventory.texts.string(account.domain)
      let own = messages.filter { $0.account == domain }
      for reader in Set(own.flatMap(\.recipients)) {
        let mailed = own.filter { $0.recipients.contains(reader) }
        let whole = Explanation(
          run, account: domain, email: reader, license: nil, virtualAccount: nil)
        #expect(whole.isMessage, "\(reader) gets \(mailed.map(\.kind))")
        let told = mailed.reduce(into: Set<[String]>()) { $0.formUnion($1.licenses) }
        for license in account.licenses {
          let name = run.inventory.texts.string(license.name)
          let place = run.inventory.texts.string(account.virtualAccounts[license.virtualAccount])
          let answer = Explanation(
            run, account: domain, email: reader, license: name, virtualAccount: place)
          #expect(
            answer.isMessage == told.contains([place, name]),
            "\(name) in \(place) for \(reader): \(answer.text)")
          named += answer.isMessage ? 1 : 0
        }
      }
    }
    #expect(named > 10)
  }
}
