import Foundation
import Licensing
import SeededRandom
import Testing

@testable import license_digest

/// Random worlds with random dismissals over six nights: who is told what, and how much is dismissed
/// for whom, computed anew here by the words of the contract.
struct RandomDismissalsTests {
  private typealias Key = NightWorld.Key

  private struct State {
    var isMajor: Bool
    var short = 0
  }

  private struct Row {
    var virtualAccount: Int
    var event: String
    var name: String
    var end: Int32?
    var until: Int32?

    func names(_ key: Key) -> Bool {
      guard virtualAccount == key.virtualAccount, name == key.name, end == nil || end == key.end
      else { return false }
      return event == key.type || (event == "licenses-expiring" && key.type == "licenses-expired")
    }
  }

  private struct Memo {
    var row: Row
    var state: State
    var isWorse = false
  }

  private static let events = [
    "licenses-expiring", "licenses-expired", "insufficient-licenses", "out-of-compliance",
  ]

  private static func day(_ number: Int32) -> String { CalendarDate(dayNumber: number).iso }

  private static func exports(_ world: [Entitlement], _ rows: [Row]) -> [String: String] {
    var dismissals = "account_domain,virtual_account,alert_event,subject,end_date,until\n"
    for row in rows {
      dismissals +=
        "a.example,\(NightWorld.virtualAccounts[row.virtualAccount]),\(row.event),\(row.name),\(row.end.map(day) ?? ""),"
        + "\(row.until.map(day) ?? "")\n"
    }
    return NightWorld.exports(world).merging(["dismissals.csv": dismissals]) { $1 }
  }

  private static func alerts(_ world: [Entitlement], _ day: Int32) -> [Key: State] {
    var alerts: [Key: State] = [:]
    for license in world {
      func add(_ type: String, _ state: State, end: Int32? = nil) {
        alerts[
          Key(type: type, virtualAccount: license.virtualAccount, name: license.name, end: end)] =
          state
      }
      let owned = license.isInForce(day) ? license.quantity : 0
      let short = max(0, license.inUse - owned)
      if short > 0 { add("insufficient-licenses", State(isMajor: true, short: short)) }
      if license.isOutOfCompliance { add("out-of-compliance", State(isMajor: true)) }
      guard let end = license.end else { continue }
      let left = end - day
      if (0...90).contains(left) {
        add(
          "licenses-expiring",
          State(isMajor: left <= 30 && license.inUse > 0, short: license.inUse), end: end)
      }
      if (-90..<0).contains(left) { add("licenses-expired", State(isMajor: short > 0), end: end) }
    }
    return alerts
  }

  /// What is dismissed on a night, what no longer is, and what the next night is to know.
  private static func judged(
    _ alerts: [Key: State], _ rows: [Row], _ memory: [Key: Memo], _ day: Int32
  ) -> (hidden: Set<Key>, again: Set<Key>, memory: [Key: Memo]) {
    var (hidden, again): (Set<Key>, Set<Key>) = ([], [])
    var next: [Key: Memo] = [:]
    for (key, state) in alerts {
      var before = memory[key]
      if before == nil, key.type == "licenses-expired" {
        var earlier = key
        earlier.type = "licenses-expiring"
        before = memory[earlier]
      }
      var longest: Row?
      for row in rows where row.names(key) && row.until ?? .max >= day {
        if longest.map({ row.until ?? .max > $0.until ?? .max }) ?? true { longest = row }
      }
      if let row = longest {
        var memo = Memo(row: row, state: state)
        if let old = before, row.end == old.row.end,
          row.until ?? .max <= old.row.until ?? .max
        {
          memo = old
          memo.isWorse =
            old.isWorse || state.isMajor && !old.state.isMajor || state.short > old.state.short
        }
        next[key] = memo
        if !memo.isWorse { hidden.insert(key) }
      }
      if let before, !before.isWorse, !hidden.contains(key) { again.insert(key) }
    }
    return (hidden, again, next)
  }

  /// What one reader's summary is to hold: a text a line, then how many are dismissed.
  private static func expected(
    _ reader: NightWorld.Reader, _ alerts: [Key: State],
    _ hidden: Set<Key>, _ again: Set<Key>, _ day: Int32
  ) -> [String] {
    var lines: [String] = []
    var dismissed = 0
    for key in alerts.keys {
      if let virtualAccount = reader.virtualAccount, virtualAccount != key.virtualAccount {
        continue
      }
      if key.type == "licenses-expiring", (key.end ?? 0) - day > reader.window { continue }
      let isCovered = alerts.keys.contains {
        $0.type == "insufficient-licenses" && $0.virtualAccount == key.virtualAccount
          && $0.name == key.name
      }
      if key.type == "out-of-compliance", isCovered { continue }
      if hidden.contains(key) {
        dismissed += 1
      } else {
        lines.append(
          "\(key.type) \(NightWorld.virtualAccounts[key.virtualAccount]) \(key.name) \(again.contains(key) ? "again" : "")"
        )
      }
    }
    return lines.sorted() + ["\(dismissed) dismissed"]
  }

  private struct Body: Decodable {
    struct Line: Decodable {
      var type: String?
      var virtualAccount: String
      var license: String?
      var subject: String?
      var noLongerDismissed: Bool
    }
    var expiring: [Line]
    var alerts: [Line]
    var dismissed: Int

    var lines: [String] {
      (expiring + alerts).map { line in
        "\(line.type ?? "licenses-expiring") \(line.virtualAccount) "
          + "\(line.license ?? line.subject ?? "") \(line.noLongerDismissed ? "again" : "")"
      }.sorted() + ["\(dismissed) dismissed"]
    }
  }

  private struct Message: Decodable {
    var recipients: [String]
    var json: String
  }

  @Test(arguments: 0..<6)
  func `each reader is told what nobody dismissed, and how much is`(round: Int) throws {
    var random = SeededRandom(seed: round)
    let nights = try Nights(formats: [.json])
    let first = try #require(CalendarDate(iso: "2026-11-20")).dayNumber
    var world = (0..<14).map { number in
      Entitlement(
        virtualAccount: number % 2, name: "L\(number)",
        quantity: Int.random(in: 1...5, using: &random),
        inUse: Int.random(in: 0...6, using: &random),
        end: Int.random(in: 0...4, using: &random) == 0
          ? nil : first + Int32.random(in: -4...70, using: &random),
        isOutOfCompliance: Bool.random(using: &random))
    }
    var rows: [Row] = []
    var memory: [Key: Memo] = [:]
    var day = first
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    for night in 0..<6 {
      day += Int32.random(in: 1...5, using: &random)
      for _ in 0..<(night == 0 ? 14 : 2) {
        let license = world[Int.random(in: 0..<world.count, using: &random)]
        let event = Self.events[Int.random(in: 0...3, using: &random)]
        let isOfEnd = event.hasPrefix("licenses-exp")
        let end = isOfEnd && Bool.random(using: &random) ? license.end : nil
        rows.append(
          Row(
            virtualAccount: license.virtualAccount, event: event, name: license.name, end: end,
            until: end != nil && Bool.random(using: &random)
              ? nil : day + Int32.random(in: 0...12, using: &random)))
      }
      for index in world.indices where Int.random(in: 0...4, using: &random) == 0 {
        world[index].inUse = Int.random(in: 0...6, using: &random)
      }
      let alerts = Self.alerts(world, day)
      let judged = Self.judged(alerts, rows, memory, day)
      memory = judged.memory
      let files = try nights.files(
        of: Self.exports(world, rows), on: CalendarDate(dayNumber: day))
      let messages = try #require(files["messages.jsonl"]).split(separator: "\n").map {
        try decoder.decode(Message.self, from: Data($0.utf8))
      }
      for reader in NightWorld.readers {
        let message = try #require(messages.first { $0.recipients == [reader.email] })
        let body = try decoder.decode(Body.self, from: Data(try #require(files[message.json]).utf8))
        #expect(
          body.lines == Self.expected(reader, alerts, judged.hidden, judged.again, day),
          "\(reader.email) on night \(night)")
      }
    }
  }
}
