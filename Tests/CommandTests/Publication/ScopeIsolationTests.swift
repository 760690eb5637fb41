import Foundation
import SeededRandom
import Testing

@testable import license_digest

/// Nothing of a virtual account reaches who may not see it, whatever the account looks like.
struct ScopeIsolationTests {
  /// A random account: names of 12 letters, so that one found by chance is no accident.
  private struct World {
    var virtualAccounts: [String] = []
    /// Everything that names or belongs to a virtual account: licenses, subscriptions, instances.
    var secrets: [[String]] = []
    var licenses =
      "account_domain,virtual_account,license,quantity,in_use,end_date,subscription_id,status\n"
    var instances =
      "account_domain,virtual_account,product_instance,registration_renewed,authorization_date\n"
    var events = "account_domain,virtual_account,time,event,message\n"
    var preferences =
      "account_domain,email,virtual_accounts,daily_summary,status_notification,expiry_windows\n"
    /// For each reader the places it may see.
    var scopes: [String: Set<Int>] = [:]

    init(_ generator: inout some RandomNumberGenerator) {
      func word() -> String {
        String(
          (0..<12).map { _ in "abcdefghijklmnopqrstuvwxyz".randomElement(using: &generator) ?? "x" }
        )
      }
      for place in 0..<Int.random(in: 2...5, using: &generator) {
        let account = word()
        virtualAccounts.append(account)
        secrets.append([account])
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
          let names = [word(), word(), word(), word()]
          secrets[place] += names
          let days = Int.random(in: -20...100, using: &generator)
          let quantity = Int.random(in: 1_000_000...9_999_999, using: &generator)
          secrets[place].append(String(quantity))
          let end = CalendarDateText.day(after: days)
          let status = Bool.random(using: &generator) ? "OOC" : ""
          licenses +=
            "a.example,\(account),\(names[0]),\(quantity),9999999,\(end),\(names[1]),\(status)\n"
          instances += "a.example,\(account),\(names[2]),2026-05-01,2026-05-01\n"
          events += "a.example,\(account),2026-11-21T01:00:00Z,New,\(names[3])\n"
        }
        // A row of the virtual account that is rejected, and one whose account cannot be read.
        licenses += "a.example,\(account),\(word()),bad,1,,,\n"
      }
      events += "a.example,,2026-11-21T02:00:00Z,New,of the whole account\n"
      for reader in 0..<4 {
        let places = Set(virtualAccounts.indices.filter { _ in Bool.random(using: &generator) })
        guard !places.isEmpty else { continue }
        let email = "reader\(reader)@a.example"
        scopes[email] = places
        let names = places.sorted().map { virtualAccounts[$0] }.joined(separator: ";")
        preferences += "a.example,\(email),\(names),yes,yes,90;30\n"
      }
    }
  }

  @Test(arguments: 0..<8)
  func `no name, quantity or number of another virtual account is in a narrowed message`(
    round: Int
  ) throws {
    var generator = SeededRandom(seed: round)
    let world = World(&generator)
    let files = try PublishedWorld.files(
      of: [
        "licenses.csv": world.licenses, "instances.csv": world.instances,
        "events.csv": world.events, "preferences.csv": world.preferences,
      ], formats: [.html, .text, .json])
    let messages = try #require(files["messages.jsonl"])
    for line in messages.split(separator: "\n") {
      let message = try JSONDecoder().decode(Message.self, from: Data(line.utf8))
      let reader = try #require(message.recipients.first)
      let scope = try #require(world.scopes[reader])
      let bodies = [message.html, message.text, message.json].compactMap {
        $0.flatMap { files[$0] }
      }
      #expect(bodies.count == 3)
      let hidden = world.virtualAccounts.indices.filter { !scope.contains($0) }
      for body in bodies + [message.subject] {
        let plain = body.replacing(",", with: "")
        #expect(!plain.contains("of the whole account"))
        for secret in hidden.flatMap({ world.secrets[$0] }) {
          #expect(!plain.contains(secret), "\(reader) sees \(secret)")
        }
      }
      #expect(message.expiring <= scope.reduce(0) { $0 + world.secrets[$1].count })
    }
  }

  private struct Message: Decodable {
    var recipients: [String]
    var subject: String
    var html: String?
    var text: String?
    var json: String?
    var expiring: Int
  }
}

/// Days around the report date as exports write them.
private enum CalendarDateText {
  static func day(after days: Int) -> String {
    let seconds = 1_795_305_600 + Double(days) * 86_400
    return String(Date(timeIntervalSince1970: seconds).ISO8601Format().prefix(10))
  }
}
