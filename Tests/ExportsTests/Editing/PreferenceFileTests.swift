import SeededRandom
import Testing

@testable import Exports
@testable import Licensing

/// Random files: a changed field says what was meant, and every other byte is as it was.
struct PreferenceFileTests {
  private func file(_ random: RandomPreferences, _ bytes: [UInt8]) throws -> PreferenceFile {
    try PreferenceFile(bytes, file: 0, accountFolder: nil, options: random.options)
  }

  private func check(_ random: RandomPreferences, seed: Int, isXML: Bool) throws {
    let old = try file(random, random.bytes)
    let row = seed % max(1, random.rowCount)
    #expect(old.rows.preferences.count == random.rowCount, "seed \(seed)")
    var choice = SeededRandom(seed: seed + 1_000_000)
    var together: [PreferenceField: PreferenceValue] = [:]
    var inTurn = random.bytes
    for field in PreferenceField.allCases {
      let value = RandomPreferences.value(of: field, &choice)
      let changed = try old.changing(row, to: [field: value])
      let new = try file(random, changed)
      let stated = new.rows.preferences[row].value(of: field, texts: new.rows.texts)
      #expect(stated == value, "seed \(seed), \(field)")
      #expect(hasKept(random, changed, row, field), "seed \(seed), \(field)")
      together[field] = value
      inTurn = try file(random, inTurn).changing(row, to: [field: value])
    }
    let atOnce = try old.changing(row, to: together)
    if !isXML { #expect(atOnce == inTurn, "seed \(seed): all at once is one by one") }
    let email = "new@a.example"
    let added = try old.adding(email, with: [.dailySummary: .flag(true)], beside: row)
    let rows = try file(random, added).rows
    #expect(rows.preferences.count == random.rowCount + 1, "seed \(seed)")
    #expect(rows.preferences.contains { rows.texts.string($0.email) == email && $0.dailySummary })
  }

  /// Whether the bytes before and behind what belongs to a field are as they were.
  private func hasKept(
    _ random: RandomPreferences, _ changed: [UInt8], _ row: Int, _ field: PreferenceField
  ) -> Bool {
    let place = random.pieces.firstIndex { $0.owner?.row == row && $0.owner?.field == field }
    guard let place else {
      // An attribute that was not there: everything else is.
      return changed.holdsInOrder(random.bytes)
    }
    let head = random.encode(random.pieces[..<place].map(\.text).joined())
    var tail = random.encode(random.pieces[(place + 1)...].map(\.text).joined())
    tail = random.encode("").isEmpty ? tail : Array(tail.dropFirst(random.encode("").count))
    return changed.starts(with: head) && changed.reversed().starts(with: tail.reversed())
  }

  /// Saves in a random file, then says the same again.
  private func saveTwice(_ random: RandomPreferences, seed: Int) throws {
    var choice = SeededRandom(seed: seed + 2_000_000)
    let bytes = random.bytes
    let first = try file(random, bytes)
    let row = first.rows.preferences[seed % random.rowCount]
    let email = first.rows.texts.string(row.email)
    var wanted: [PreferenceField: PreferenceValue] = [:]
    for field in PreferenceField.allCases where choice.isTrue(oneIn: 2) {
      wanted[field] = RandomPreferences.value(of: field, &choice)
    }
    guard let saved = try saving(wanted, email, row, in: first) else { return }
    let second = try file(random, saved)
    #expect(try saving(wanted, email, row, in: second) == saved, "seed \(seed)")
  }

  /// The bytes once a request is saved; nil where it is refused.
  private func saving(
    _ wanted: [PreferenceField: PreferenceValue], _ email: String, _ row: PreferenceRow,
    in file: PreferenceFile
  ) throws -> [UInt8]? {
    var texts = file.rows.texts
    var account = SmartAccount(domain: row.account)
    account.virtualAccounts = [texts.insert("A")]
    account.preferences = file.rows.preferences.filter { $0.account == row.account }
    let request = SavingRequest(email: email, savedBy: email, values: wanted)
    let outcome = SavingRule.judge(
      request, in: account, texts: &texts, settings: RuleSettings(), locales: ["en", "fr"])
    guard outcome.refusals.isEmpty else { return nil }
    let place = file.rows.preferences.firstIndex { file.rows.texts.string($0.email) == email }
    return try file.changing(#require(place), to: outcome.values)
  }

  @Test(arguments: 0..<150) func `saving the same again changes no byte`(seed: Int) throws {
    try saveTwice(RandomPreferences.csv(seed: seed), seed: seed)
    try saveTwice(RandomPreferences.xml(seed: seed), seed: seed)
  }

  @Test(arguments: 0..<150) func `a CSV file keeps all other bytes`(seed: Int) throws {
    try check(RandomPreferences.csv(seed: seed), seed: seed, isXML: false)
  }

  @Test(arguments: 0..<150) func `an XML file keeps all other bytes`(seed: Int) throws {
    try check(RandomPreferences.xml(seed: seed), seed: seed, isXML: true)
  }
}

extension [UInt8] {
  /// Whether all bytes of another stand here in their order.
  fileprivate func holdsInOrder(_ other: [UInt8]) -> Bool {
    var rest = other[...]
    for byte in self where byte == rest.first { rest = rest.dropFirst() }
    return rest.isEmpty
  }
}
