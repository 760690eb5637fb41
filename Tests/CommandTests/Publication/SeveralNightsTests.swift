import Foundation
import Licensing
import SeededRandom
import Testing

@testable import license_digest

/// Random worlds over five nights: what is new and what is over for each reader, computed anew here
/// by the words of the contract.
struct SeveralNightsTests {
  private typealias Key = NightWorld.Key
  private typealias Reader = NightWorld.Reader

  /// Every alert and whether it is major.
  private static func alerts(_ world: [Entitlement], _ day: Int32) -> [Key: Bool] {
    var alerts: [Key: Bool] = [:]
    for license in world {
      func add(_ type: String, _ isMajor: Bool, end: Int32? = nil) {
        alerts[
          Key(type: type, virtualAccount: license.virtualAccount, name: license.name, end: end)] =
          isMajor
      }
      let owned = license.isInForce(day) ? license.quantity : 0
      if license.inUse > owned { add("insufficient-licenses", true) }
      if license.isOutOfCompliance { add("out-of-compliance", true) }
      guard let end = license.end else { continue }
      let left = end - day
      if (0...90).contains(left) {
        add("licenses-expiring", left <= 30 && license.inUse > 0, end: end)
      }
      if (-90..<0).contains(left) { add("licenses-expired", license.inUse > 0, end: end) }
    }
    return alerts
  }

  /// What a reader is told, a line a thing: `type name`.
  private struct Told: Equatable {
    var new: Set<String> = []
    var cleared: Set<String> = []
  }

  private static func told(
    _ reader: Reader, _ old: [Key: Bool], _ now: [Key: Bool], _ base: Int32, _ day: Int32
  ) -> Told {
    func covers(_ alerts: [Key: Bool], _ key: Key) -> Bool {
      key.type == "out-of-compliance"
        && alerts[
          Key(type: "insufficient-licenses", virtualAccount: key.virtualAccount, name: key.name)]
          != nil
    }
    var told = Told()
    for (key, isMajor) in now
    where reader.virtualAccount == nil || reader.virtualAccount == key.virtualAccount {
      if covers(now, key) { continue }
      var isNew = old[key].map { !$0 && isMajor } ?? true
      if key.type == "licenses-expiring", let end = key.end {
        guard end - day <= reader.window else { continue }
        isNew = isNew || end - base > reader.window
      }
      if isNew { told.new.insert("\(key.type) \(key.name)") }
    }
    for key in old.keys where now[key] == nil {
      guard reader.virtualAccount == nil || reader.virtualAccount == key.virtualAccount,
        !covers(old, key)
      else { continue }
      if key.type == "licenses-expiring", let end = key.end {
        guard end - day >= 0, (0...reader.window).contains(end - base) else { continue }
      }
      if key.type == "licenses-expired", let end = key.end, day - end > 90 { continue }
      told.cleared.insert("\(key.type) \(key.name)")
    }
    return told
  }

  private struct Body: Decodable {
    struct Line: Decodable {
      var license: String
      var new: Bool?
    }

    struct Mark: Decodable {
      var type: String
      var subject: String
      var new: Bool?
    }

    var expiring: [Line]
    var alerts: [Mark]
    var cleared: [Mark]
    var previous: String?

    var told: Told {
      Told(
        new: Set(
          expiring.filter { $0.new == true }.map { "licenses-expiring \($0.license)" }
            + alerts.filter { $0.new == true }.map { "\($0.type) \($0.subject)" }),
        cleared: Set(cleared.map { "\($0.type) \($0.subject)" }))
    }
  }

  private struct Message: Decodable {
    var recipients: [String]
    var html: String
    var text: String
    var json: String
  }

  private static func license(
    _ virtualAccount: Int, _ number: Int, _ day: Int32, _ generator: inout SeededRandom
  ) -> Entitlement {
    let isEnding = Int.random(in: 0..<5, using: &generator) > 0
    return Entitlement(
      virtualAccount: virtualAccount,
      name: "\(NightWorld.virtualAccounts[virtualAccount].prefix(4))-\(number)",
      quantity: .random(in: 1...9, using: &generator),
      inUse: .random(in: 0...10, using: &generator),
      end: isEnding ? day + .random(in: -95...100, using: &generator) : nil,
      isOutOfCompliance: Int.random(in: 0..<4, using: &generator) == 0)
  }

  /// Days pass, and some licenses are renewed, go, come or are used otherwise.
  private static func advance(
    _ world: inout [Entitlement], _ number: inout Int, _ day: Int32,
    _ generator: inout SeededRandom
  ) {
    for index in world.indices.reversed() {
      switch Int.random(in: 0..<14, using: &generator) {
      case 0 where index > 1: world.remove(at: index)
      case 1: world[index].inUse = .random(in: 0...10, using: &generator)
      case 2: world[index].quantity = .random(in: 1...9, using: &generator)
      case 3: world[index].isOutOfCompliance.toggle()
      case 4: world[index].end = day + .random(in: -5...400, using: &generator)
      default: break
      }
    }
    for _ in 0..<2 {
      world.append(license(number % 2, number, day, &generator))
      number += 1
    }
  }

  @Test(arguments: 0..<3)
  func `each reader is told what is new and what is over, and nothing of another scope`(
    round: Int
  ) throws {
    var generator = SeededRandom(seed: round)
    var (day, number) = (Int32(20_779), 14)
    var world = (0..<number).map { Self.license($0 % 2, $0, day, &generator) }
    let nights = try Nights(formats: [.html, .text, .json])
    var base: (alerts: [Key: Bool], day: Int32)?
    for _ in 0..<5 {
      let date = CalendarDate(dayNumber: day)
      let files = try nights.files(of: NightWorld.exports(world), on: date)
      let now = Self.alerts(world, day)
      try compare(files, now, base, day)
      // A second run of the date compares with the same base.
      let again = try nights.files(of: NightWorld.exports(world), on: date)
      #expect(again == files)
      base = (now, day)
      day += .random(in: 1...4, using: &generator)
      Self.advance(&world, &number, day, &generator)
    }
  }

  private func compare(
    _ files: [String: String], _ now: [Key: Bool], _ base: (alerts: [Key: Bool], day: Int32)?,
    _ day: Int32
  ) throws {
    let messages = try #require(files["messages.jsonl"]).split(separator: "\n").map { line in
      try JSONDecoder().decode(Message.self, from: Data(line.utf8))
    }
    #expect(messages.count == NightWorld.readers.count)
    for message in messages {
      let reader = try #require(NightWorld.readers.first { [$0.email] == message.recipients })
      let json = try #require(files[message.json])
      let body = try JSONDecoder().decode(Body.self, from: Data(json.utf8))
      if let base {
        #expect(body.previous == CalendarDate(dayNumber: base.day).iso)
        #expect(
          body.told == Self.told(reader, base.alerts, now, base.day, day),
          "\(reader.email) on \(CalendarDate(dayNumber: day).iso)")
      } else {
        #expect(body.previous == nil && body.told == Told())
      }
      guard let virtualAccount = reader.virtualAccount else { continue }
      let other = String(NightWorld.virtualAccounts[1 - virtualAccount].prefix(4))
      for path in [message.html, message.text, message.json] {
        #expect(files[path]?.contains(other) == false, "\(path)")
      }
    }
  }
}
