import Testing

@testable import Exports
@testable import Licensing

struct JSONExportTests {
  private func read(
    _ bytes: [UInt8], pieces: Int = 1_000_000, folder: String? = "acme.example",
    options: ExportOptions = ExportOptions()
  ) -> ExportRows {
    readRows(bytes, pieces: pieces, folder: folder, options: options)
  }

  private func read(_ text: String, pieces: Int = 1_000_000) -> ExportRows {
    read(Array(text.utf8), pieces: pieces)
  }

  /// What each row says, as one line a test can quote.
  private func facts(_ rows: ExportRows) -> [String] {
    rows.licenses.map { row in
      let texts = rows.texts
      return [
        texts.string(row.account), texts.string(row.virtualAccount), texts.string(row.license),
        texts.string(row.licenseType), String(row.quantity), row.inUse.map(String.init) ?? "?",
        row.start?.iso ?? "-", row.end.date?.iso ?? (row.end == .unknown ? "?" : "-"),
        texts.string(row.subscription), row.isOutOfCompliance ? "OOC" : "ok",
      ].joined(separator: "|")
    }
  }

  private func problems(_ rows: ExportRows) -> [String] {
    rows.diagnostics.map {
      "\($0.location.line):\($0.location.column): \($0.severity.rawValue): \($0.message)"
    }
  }

  private static let response = """
    {
      "total": 3, "status": "COMPLETED",
      "licenses": [
        {"license": "Apex", "virtualAccount": "DEFAULT", "quantity": 60, "inUse": 40,
         "status": "Out of Compliance", "licenseDetails": [
          {"licenseType": "TERM", "quantity": 50, "startDate": "2025-12-22",
           "endDate": "2026-12-21", "subscriptionId": "Sub1", "status": "ACTIVE"},
          {"licenseType": "PERPETUAL", "quantity": 10}]},
        {"licenseDetails": [{"quantity": "7", "subscriptionId": 8}], "inUse": null,
         "virtualAccount": "B\\u00fcro \\ud83d\\ude00 \\"x\\/y\\"", "license": "Behind"},
        {"license": "Bare", "virtualAccount": "Lab", "quantity": 12, "inUse": 3}
      ]
    }
    """

  @Test(arguments: [1, 2, 3, 7, 64, 1_000_000])
  func `each detail is a row, and a license without any is one, whatever the pieces`(pieces: Int) {
    let rows = read(Self.response, pieces: pieces)
    #expect(
      facts(rows) == [
        "acme.example|DEFAULT|Apex|TERM|50|40|2025-12-22|2026-12-21|Sub1|OOC",
        "acme.example|DEFAULT|Apex|PERPETUAL|10|40|-|-||OOC",
        "acme.example|Büro 😀 \"x/y\"|Behind||7|?|-|-|8|ok",
        "acme.example|Lab|Bare|PERPETUAL|12|3|-|-||ok",
      ])
    #expect(problems(rows).isEmpty && rows.kind == .licenses && !rows.isCutShort)
    #expect(rows.licenses.map(\.location.line) == [6, 8, 9, 11])
    #expect(rows.licenses.map(\.location.column) == [7, 7, 25, 5])
    #expect(rows.pages.map(\.entries) == [3] && rows.pages.map(\.total) == [3])
    #expect(rows.pages.map(\.location) == [SourceLocation(file: 0, line: 2, column: 12)])
  }

  @Test(
    arguments: [
      ([0xef, 0xbb, 0xbf] + Array(response.utf8), nil),
      ([0xff, 0xfe] + response.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }, nil),
      ([0xfe, 0xff] + response.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }, nil),
      (Array(response.replacing("\n", with: "\r\n").utf8), nil),
      (Array(response.replacing("\n", with: "\r").utf8), .latin1),
    ] as [([UInt8], ExportEncoding?)])
  func `marks, UTF-16 and line ends change nothing`(bytes: [UInt8], encoding: ExportEncoding?) {
    for pieces in [3, 1_000_000] {
      let rows = read(bytes, pieces: pieces, options: ExportOptions(encoding: encoding))
      #expect(facts(rows) == facts(read(Self.response)) && problems(rows).isEmpty)
      #expect(rows.licenses.map(\.location) == read(Self.response).licenses.map(\.location))
    }
  }

  @Test func `a response outside of an account folder is rejected`() {
    let rows = read(Array(Self.response.utf8), folder: nil)
    #expect(
      problems(rows) == [
        "1:1: error: a JSON response names no account, and the file lies in no account folder "
          + "(move it into one, like acme.example/); file rejected"
      ])
    #expect(rows.kept == 0 && rows.kind == nil && rows.pages.isEmpty)
  }

  @Test(arguments: [
    (
      "{}",
      "1:1: error: no response of the licensing APIs (expected an object with one of the lists 'licenses', 'licenseSubscriptions', 'alerts', 'devices'); file rejected"
    ),
    (
      "{\"licenses\": null}",
      "1:1: error: no response of the licensing APIs (expected an object with one of the lists 'licenses', 'licenseSubscriptions', 'alerts', 'devices'); file rejected"
    ),
    (
      "{\"licenses\": {}}",
      "1:1: error: no response of the licensing APIs (expected an object with one of the lists 'licenses', 'licenseSubscriptions', 'alerts', 'devices'); file rejected"
    ),
    ("{\"x\" 1}", "1:6: error: unexpected '1' (expected ':'); file rejected"),
    ("{", "1:2: error: the file ends within the response; file rejected"),
    ("{,", "1:2: error: unexpected ',' (expected a key or '}'); file rejected"),
  ])
  func `an object that is no response is rejected whole`(text: String, problem: String) {
    let rows = read(text)
    #expect(rows.diagnostics.filter { $0.severity == .error }.count == 1)
    #expect(problems(rows).last == problem && rows.kind == nil)
  }

  @Test(arguments: [63, 64, 65])
  func `containers lie at most 64 deep`(depth: Int) {
    let inner = depth - 2
    let rows = read(
      "{\"licenses\": [\(one)], \"x\": \(String(repeating: "[", count: inner + 1))"
        + "\(String(repeating: "]", count: inner + 1))}")
    #expect(rows.kept == (depth < 65 ? 1 : 0))
    let message = "containers lie deeper than 64; file rejected"
    #expect(rows.diagnostics.contains { $0.message == message } == (depth == 65))
  }

  private let one = "{\"license\": \"L\", \"virtualAccount\": \"A\", \"quantity\": 1}"

  @Test(arguments: [
    ("", "the file ends within the response"), (" ", "the file ends within the response"),
    (", {\"license", "the file ends within the response"),
    (", {\"licenseDetails\": [{\"quantity\": 1}", "the file ends within the response"),
    ("}", "unexpected '}' (expected ',' or ']')"),
    (",]", "unexpected ']' (expected a value)"),
    (", x]", "'x' is not a JSON value (strings need quotes)"),
    (", {\"license\": tru}", "'tru' is not a JSON value (strings need quotes)"),
    (", 01]", "'01' is not a JSON value (strings need quotes)"),
    (", {\"license\" \"a\"", "unexpected '\"' (expected ':')"),
    (", {\"license\": \"a\nb\"", "a control character in a string"),
    (", {\"license\": \"\\q\"", "'\\q' is not a valid escape"),
    (", {\"license\": \"\\u00g0\"", "unexpected 'g' (expected a hexadecimal digit)"),
    (", {'license'", "unexpected ''' (expected a key or '}')"),
    (", \u{e9}]", "unexpected byte 0xC3 (expected a value)"),
    ("], \"licenses\": []}", "duplicate key 'licenses'"),
    ("], \"licenses\": 1}", "duplicate key 'licenses'"),
    ("], \"total\": 1, \"totalRecords\": 2}", "totalRecords says 2, and another key says 1"),
    ("]}\n{\"licenses\": []}", "unexpected '{' (expected the end)"),
    ("]} x", "unexpected 'x' (expected the end)"),
    ("]}\u{0}", "unexpected byte 0x00 (expected the end)"),
  ])
  func `damage cuts the file short, and whole licenses before it are kept`(
    rest: String, message: String
  ) {
    for pieces in [1, 1_000_000] {
      let rows = read("{\"licenses\": [\(one)\(rest)", pieces: pieces)
      #expect(rows.diagnostics.map(\.message) == ["\(message); file cut short"])
      #expect(rows.isCutShort && rows.kept == 1 && rows.rejected.isEmpty)
    }
  }

  @Test(
    arguments: [
      ("\"license\": true", "4:12: error: 'license' is true (expected text); row rejected"),
      (
        "\"license\": {\"a\": [1]}",
        "4:12: error: 'license' is an object (expected text); row rejected"
      ),
      ("\"license\": \" \"", "4:12: error: the license name is empty; row rejected"),
      ("\"license\": null", "4:12: error: the license name is empty; row rejected"),
      ("\"x\": 1", "4:6: note: key 'x' of a license is not known and is ignored"),
      ("\"status\": []", "4:11: error: 'status' is a list (expected text); value ignored"),
      ("\"inUse\": false", "4:10: error: 'inUse' is false (expected a number); value ignored"),
      (
        "\"inUse\": 1.5",
        "4:10: error: in use '1.5' is not a count (expected digits, 0 to 999999999); value ignored"
      ),
      (
        "\"quantity\": -1",
        "4:13: error: quantity '-1' is not a count (expected digits, 0 to 999999999); row rejected"
      ),
      (
        "\"quantity\": 1e3",
        "4:13: error: quantity '1e3' is not a count (expected digits, 0 to 999999999); row rejected"
      ),
      (
        "\"quantity\": null",
        "4:13: error: the quantity is empty (expected digits, 0 to 999999999); row rejected"
      ),
      (
        "\"licenseDetails\": \"x\"",
        "4:19: error: 'licenseDetails' is text (expected a list); row rejected"
      ),
      (
        "\"licenseDetails\": [7]",
        "4:20: error: a license's detail is a number (expected an object); row rejected"
      ),
      (
        "\"licenseDetails\": [{\"quantity\": []}]",
        "4:33: error: 'quantity' is a list (expected a number); row rejected"
      ),
      (
        "\"licenseDetails\": [{\"quantity\": 1, \"endDate\": \"2026-02-30\"}]",
        "4:47: error: end date '2026-02-30' is not a day (expected YYYY-MM-DD); value ignored"
      ),
      (
        "\"licenseDetails\": [{\"quantity\": 1, \"endDate\": 20261332}]",
        "4:47: error: end date '20261332' is not a day (expected YYYY-MM-DD); value ignored"
      ),
      (
        "\"licenseDetails\": [{\"quantity\": 1, \"quantity\": 2}]",
        "4:48: error: duplicate key 'quantity'; row rejected"
      ),
      (
        "\"licenseDetails\": [{\"quantity\": 1, \"licenseType\": \"TERM\"}]",
        "4:20: warning: a TERM without an end date; its end is unknown"
      ),
      (
        "\"licenseDetails\": [{\"quantity\": 1, \"State\": 1}]",
        "4:45: note: key 'State' of a license's detail is not known and is ignored"
      ),
      (
        "\"licenseDetails\": [{\"quantity\": 1, \"Status\": \"ACTIVE\"}]",
        "4:46: warning: key 'Status' of a license's detail is not known; it is read as "
          + "'term_status' where that is missing"
      ),
      (
        "\"licenseDetails\": [], \"licenseDetails\": []",
        "4:41: error: duplicate key 'licenseDetails'; row rejected"
      ),
      ("\"license\": \"a\\u0000\"", "3:1: error: a field holds a NUL byte; row rejected"),
      (
        "\"license\": \"a\\u202eb\"",
        "4:12: warning: characters that change the writing direction were removed"
      ),
      ("\"license\": \"\\ud800\"", nil), ("\"license\": \"\\udc00\\ud800x\\n\"", nil),
      ("\"licenseDetails\": null", nil), ("\"reserved\": {}, \"ahaApps\": [[]]", nil),
      ("\"quantity\": \"0007\"", nil), ("\"license\": 2024", nil),
    ] as [(String, String?)])
  func `a value that is wrong costs itself or its row`(fact: String, problem: String?) {
    // A key that is tried stands in the place of the good one.
    let good = ["license": "\"L\"", "virtualAccount": "\"A\"", "quantity": "5", "inUse": "2"]
    let tried = String(fact.dropFirst().prefix { $0 != "\"" })
    let others = ["license", "virtualAccount", "quantity", "inUse"].filter { $0 != tried }
    let rest = others.map { "\"\($0)\": \(good[$0] ?? "")" }.joined(separator: ", ")
    let rows = read("{\n\"licenses\": [\n{\n\(fact),\n\(rest)}]}", pieces: 5)
    #expect(problems(rows) == (problem.map { [$0] } ?? []))
    let isRejected = problem?.hasSuffix("row rejected") ?? false
    #expect(rows.kept == (isRejected ? 0 : 1) && rows.rejected.count == (isRejected ? 1 : 0))
    for row in rows.rejected { #expect(rows.texts.string(row.account) == "acme.example") }
  }

  @Test func `entries that are no licenses are rejected rows, and count for the total`() {
    let rows = read("{\"licenses\": [null, 1, \"x\", [\(one)], \(one)], \"total\": \"5\"}")
    #expect(
      problems(rows) == [
        "1:15: error: a license is null (expected an object); row rejected",
        "1:21: error: a license is a number (expected an object); row rejected",
        "1:24: error: a license is text (expected an object); row rejected",
        "1:29: error: a license is a list (expected an object); row rejected",
      ])
    #expect(rows.kept == 1 && rows.rejected.count == 4)
    #expect(rows.pages.map(\.entries) == [5] && rows.pages.map(\.total) == [5])
  }

  @Test(
    arguments: [
      ("1.0", "total is '1.0' (expected a number, 0 to 999999999); value ignored"),
      ("-1", "total is '-1' (expected a number, 0 to 999999999); value ignored"),
      ("\"\"", "total is '' (expected a number, 0 to 999999999); value ignored"),
      ("true", "total is true (expected a number, 0 to 999999999); value ignored"),
      ("[]", "total is a list (expected a number, 0 to 999999999); value ignored"),
      ("null", nil), ("999999999", nil),
    ] as [(String, String?)])
  func `a total that is no count is ignored`(total: String, message: String?) {
    let rows = read("{\"total\": \(total), \"licenses\": []}")
    #expect(rows.diagnostics.map(\.message) == (message.map { [$0] } ?? []))
    #expect(rows.pages.map(\.total) == [total == "999999999" ? 999_999_999 : nil])
  }

  @Test func `what is wrong with a license rejects each of its rows`() {
    let details = "\"licenseDetails\": [{\"quantity\": 1}, {\"quantity\": 2}]"
    let rows = read(
      "{\"licenses\": [{\"license\": [], \"virtualAccount\": \"A\", \(details)}, \(one)]}")
    #expect(rows.diagnostics.map(\.code) == ["bad-type", "bad-type"])
    #expect(rows.rejected.map { rows.texts.string($0.virtualAccount) } == ["A", "A"])
    #expect(rows.kept == 1)
  }

  @Test func `bytes that are not UTF-8 and texts that are too long reject their rows`() {
    let long = String(repeating: "x", count: CSVReader.longestField)
    let whole =
      "{\"licenses\": [\(one.replacing("L", with: long)), \(one.replacing("L", with: long + "x"))"
    var bytes = Array((whole + ", \(one.replacing("\"A\"", with: "\"B\""))]}").utf8)
    if let place = bytes.lastIndex(of: UInt8(ascii: "B")) { bytes[place] = 0xff }
    let rows = read(bytes, pieces: 1_000)
    #expect(rows.kept == 1)
    #expect(
      rows.diagnostics.map(\.message) == [
        "a field is longer than 65536 bytes; row rejected",
        "the record is not valid UTF-8 (is the file windows-1252? then set encoding: windows-1252)"
          + "; row rejected",
      ])
  }

  @Test func `what is kept of one license is bounded`() {
    let many = String(repeating: "{\"quantity\":1},", count: 10_001)
    let long = String(
      repeating: "{\"endDate\":\"\(String(repeating: "x", count: 60_000))\"},", count: 80)
    let numbers = String(repeating: "1,", count: 10_001)
    for details in [many, long, numbers] {
      let rows = read("{\"licenses\": [\(one), {\"licenseDetails\": [\(details)")
      let message = "a license has more than 10000 details or 4 MiB of them; file cut short"
      #expect(rows.diagnostics.map(\.message) == [message] && rows.kept == 1 && rows.isCutShort)
    }
    let keys = (0...1_000).map { "\"k\($0)\": 0" }.joined(separator: ",")
    let rows = read("{\"licenses\": [], \(keys)}")
    let message = "more than 1000 unknown keys; file cut short"
    #expect(Array(rows.diagnostics).last?.message == message && rows.diagnostics.count == 1_001)
  }

  @Test(arguments: [
    ("0", true), ("-0", true), ("10.25", true), ("1e9", true), ("1E+9", true), ("-1.5e-7", true),
    ("", false), ("-", false), ("01", false), ("1.", false), (".5", false), ("1e", false),
    ("1e+", false), ("+1", false), ("1x", false), ("--1", false), ("1.2.3", false),
  ])
  func `numbers are those of RFC 8259`(text: String, isNumber: Bool) {
    #expect(JSONReader.isNumber(Array(text.utf8)[...]) == isNumber)
  }
}
