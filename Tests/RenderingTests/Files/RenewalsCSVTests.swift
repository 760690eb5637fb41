import Testing

@testable import Licensing
@testable import Rendering

struct RenewalsCSVTests {
  @Test(arguments: [
    ("ISE Apex", "ISE Apex"), ("=cmd()", "'=cmd()"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"),
    ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("=a,b", "\"'=a,b\""), ("a=b", "a=b"),
    ("a; =1", "a; '=1"), ("a;\"=1;b", "\"a;\"\"'=1;b\""),
    ("a; \" =1", "\"a; \"\" '=1\""), ("\"=1", "\"\"\"=1\""), ("a;b", "a;b"),
  ])
  func `a cell that begins a formula gets an apostrophe`(name: String, cell: String) throws {
    var rows = ExportRows()
    rows.licenses = [
      LicenseRow(
        account: rows.texts.insert("acme.example"), virtualAccount: rows.texts.insert("A"),
        license: rows.texts.insert(name), sku: rows.texts.insert("SKU-1"), quantity: 7,
        end: .on(.last), location: SourceLocation(file: 0, line: 2, column: 1))
    ]
    let inventory = Inventory(joining: [rows], reportDate: .last)
    let account = inventory.accounts[0]
    let lines = account.terms.map { ExpiringTerm(term: $0, endDate: .last, daysLeft: 0) }
    let bytes = RenewalsCSV.bytes(of: lines, in: account, texts: inventory.texts)
    let written = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
    #expect(
      written == [
        "license,sku,virtual_account,quantity,end_date,subscription_id,days_left,in_use,seats_short",
        "\(cell),SKU-1,A,7,9999-12-31,,0,,",
      ])
  }

  @Test func `a term is ordered under its own sku, never under another term's`() {
    var rows = ExportRows()
    rows.licenses = ["", "SKU-1"].enumerated().map { line, sku in
      LicenseRow(
        account: rows.texts.insert("acme.example"), virtualAccount: rows.texts.insert("A"),
        license: rows.texts.insert("L"), sku: rows.texts.insert(sku), quantity: 7,
        end: .on(.last), location: SourceLocation(file: 0, line: Int32(line) + 2, column: 1))
    }
    let inventory = Inventory(joining: [rows], reportDate: .last)
    let account = inventory.accounts[0]
    let lines = account.terms.map { ExpiringTerm(term: $0, endDate: .last, daysLeft: 0) }
    let bytes = RenewalsCSV.bytes(of: lines, in: account, texts: inventory.texts)
    let written = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n").dropFirst()
    #expect(written == ["L,,A,7,9999-12-31,,0,,", "L,SKU-1,A,7,9999-12-31,,0,,"])
  }
}
