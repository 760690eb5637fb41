import SeededRandom
import Testing

@testable import Licensing

struct JoiningTests {
  @Test(arguments: [
    (["A", "A"], [3]), (["A", "B"], []), (["A", "B", "A"], [4]), (["A", "A", "A"], [3, 4]),
  ])
  func `each row that repeats another of its license is noted`(skus: [String], lines: [Int32]) {
    var rows = ExportRows()
    rows.licenses = skus.enumerated().map { line, sku in
      LicenseRow(
        account: rows.texts.insert("acme.example"), virtualAccount: rows.texts.insert("A"),
        license: rows.texts.insert("L"), sku: rows.texts.insert(sku), quantity: 7,
        location: SourceLocation(file: 0, line: Int32(line) + 2, column: 1))
    }
    let inventory = Inventory(joining: [rows], reportDate: .last)
    #expect(inventory.diagnostics.map(\.location.line) == lines)
    #expect(inventory.diagnostics.allSatisfy { $0.code == "identical-row" })
  }

  private func location(_ line: Int) -> Licensing.SourceLocation {
    SourceLocation(file: 0, line: Int32(line) + 2, column: 1)
  }

  @Test(arguments: [1, 2, 16, 17, 60])
  func `terms of a license stand by end, subscription and quantity, however many`(count: Int) {
    var random = SeededRandom(seed: count)
    var rows = ExportRows()
    for line in 0..<count {
      rows.licenses.append(
        LicenseRow(
          account: rows.texts.insert("acme.example"), virtualAccount: rows.texts.insert("A"),
          license: rows.texts.insert("L"),
          subscription: rows.texts.insert("S\(Int.random(in: 0...2, using: &random))"),
          quantity: Int32.random(in: 0...3, using: &random),
          end: Bool.random(using: &random)
            ? .never : .on(CalendarDate(dayNumber: Int32.random(in: 0...3, using: &random))),
          location: location(line)))
    }
    let inventory = Inventory(joining: [rows], reportDate: .last)
    func key(_ term: Term) -> (Int32, String, Int) {
      (
        term.end.date?.dayNumber ?? .max, inventory.texts.string(term.subscription), term.quantity
      )
    }
    let terms = inventory.accounts[0].terms
    #expect(terms.count == count)
    #expect(zip(terms, terms.dropFirst()).allSatisfy { key($0) <= key($1) })
  }

  @Test(arguments: [2, 8, 9, 20])
  func `rows that repeat or disagree are told, however many a license has`(count: Int) {
    var rows = ExportRows()
    for line in 0..<count {
      rows.licenses.append(
        LicenseRow(
          account: rows.texts.insert("acme.example"), virtualAccount: rows.texts.insert("A"),
          license: rows.texts.insert("L"), inUse: line == count - 1 ? 9 : 3,
          isOutOfCompliance: line == 0, quantity: 7, location: location(line)))
    }
    let inventory = Inventory(joining: [rows], reportDate: .last)
    let account = inventory.accounts[0]
    #expect(account.licenses.map(\.inUse) == [9])
    #expect(account.licenses.map(\.isOutOfCompliance) == [true])
    #expect(inventory.diagnostics.map(\.code).first { $0 == "rows-disagree" } != nil)
    let repeated = inventory.diagnostics.filter { $0.code == "identical-row" }
    #expect(
      repeated.map(\.location.line) == (0..<count).dropFirst(2).dropLast().map { Int32($0) + 2 })
  }

  @Test func `virtual accounts and licenses stand as people sort names`() {
    var rows = ExportRows()
    for (line, name) in ["beta", "Alpha", "alpha", "BETA", "_"].enumerated() {
      rows.licenses.append(
        LicenseRow(
          account: rows.texts.insert("acme.example"), virtualAccount: rows.texts.insert(name),
          license: rows.texts.insert("L"), quantity: 1, location: location(line)))
    }
    let inventory = Inventory(joining: [rows], reportDate: .last)
    let names = inventory.accounts[0].virtualAccounts.map { inventory.texts.string($0) }
    #expect(names == ["_", "Alpha", "alpha", "BETA", "beta"])
  }

  @Test func `rejected rows are counted by kind and virtual account`() {
    var rows = ExportRows()
    let account = rows.texts.insert("acme.example")
    rows.licenses = [
      LicenseRow(
        account: account, virtualAccount: rows.texts.insert("A"), license: rows.texts.insert("L"),
        quantity: 1, location: location(0))
    ]
    for name in ["A", "Z", "A", "Y"] {
      rows.rejected.append(
        RejectedRow(kind: .licenses, account: account, virtualAccount: rows.texts.insert(name)))
    }
    let rejected = Inventory(joining: [rows], reportDate: .last).accounts[0].rejected
    #expect(rejected.map(\.rows) == [2, 2])
    #expect(rejected.map(\.virtualAccount) == [0, nil])
  }

  @Test(arguments: [false, true])
  func `P1: an account without licenses keeps its readers where the previous run had some`(
    isRemembered: Bool
  ) {
    var rows = ExportRows()
    rows.preferences = [
      PreferenceRow(
        account: rows.texts.insert("acme.example"), email: rows.texts.insert("a@acme.example"),
        location: location(0))
    ]
    rows.remembered = [
      RememberedRow(
        account: rows.texts.insert(isRemembered ? "acme.example" : "b.example"),
        virtualAccount: .empty, hasLostAll: true)
    ]
    let joined = JoinedRows(ReadRows([rows])).account(0, reportDate: .last)
    #expect(joined.account.preferences.count == (isRemembered ? 1 : 0))
    #expect(joined.diagnostics.map(\.code) == (isRemembered ? [] : ["account-without-license"]))
  }

  @Test(arguments: [
    (["", "Acme", "Acme"], "Acme", nil), (["", ""], "acme.example", nil),
    (["Acme", "Other", "Third"], "Acme", 3),
  ])
  func `the first name of an account counts, and another is noted once`(
    names: [String], name: String, line: Int32?
  ) {
    var rows = ExportRows()
    for (line, name) in names.enumerated() {
      rows.licenses.append(
        LicenseRow(
          account: rows.texts.insert("acme.example"), accountName: rows.texts.insert(name),
          virtualAccount: rows.texts.insert("A"), license: rows.texts.insert("L\(line)"),
          quantity: 1, location: location(line)))
    }
    let inventory = Inventory(joining: [rows], reportDate: .last)
    #expect(inventory.texts.string(inventory.accounts[0].name) == name)
    #expect(inventory.diagnostics.map(\.location.line) == (line.map { [$0] } ?? []))
    #expect(inventory.diagnostics.allSatisfy { $0.code == "other-account-name" })
  }
}
