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
}
