import Testing

@testable import Exports
@testable import Licensing

struct CSVHeaderTests {
  private static let required = "account_domain,virtual_account,license,quantity"

  private func read(
    _ text: String, folder: String? = nil, rule: ExportRule? = nil
  ) -> ExportRows {
    var options = ExportOptions()
    options.rule = rule
    return readRows(Array(text.utf8), folder: folder, options: options)
  }

  /// Line, column, severity and message of each problem.
  private func problems(_ rows: ExportRows) -> [String] {
    rows.diagnostics.map {
      "\($0.location.line):\($0.location.column): \($0.severity.rawValue): \($0.message)"
    }
  }

  @Test(arguments: [
    "Expiration Date", "expiration date (UTC)", "Expiry", "EXPIRES ON", "valid-until",
    "Expiration Date [YYYY-MM-DD]", "end.date", "License End Date (UTC+02:00)", "endDate",
  ])
  func `a name is known by its letters and digits, without a remark in brackets`(name: String) {
    let rows = read("\(Self.required),\(name)\nacme.example,A,L,5,2026-12-21\n")
    #expect(problems(rows) == [])
    #expect(rows.licenses.map(\.end.date?.iso) == ["2026-12-21"])
  }

  @Test(arguments: ["Quantity (In Use)", "Expiration Date (estimated)", "Ends (in use)"])
  func `a remark that may mean something else is none`(name: String) {
    let rows = read("\(Self.required),expires,\(name)\nacme.example,A,L,5,never,7\n")
    #expect(problems(rows) == ["1:57: note: column '\(name)' is not known and is ignored"])
  }

  @Test func `the header is found below titles, notes and blank lines`() {
    let text = "License report\n\n#OrgID=17\n\(Self.required),expires\nacme.example,A,L,5,never\n"
    let rows = read(text)
    #expect(
      problems(rows) == [
        "1:1: note: the header is in line 4; what is above it is ignored: 'License report'"
      ])
    #expect(rows.diagnostics.map(\.value) == ["License report"])
    #expect(rows.licenses.map(\.location.line) == [5])
  }

  @Test(arguments: [(19, true), (20, false)])
  func `no header is sought beyond the twentieth line`(above: Int, isFound: Bool) {
    let titles = String(repeating: "title\n", count: above)
    let rows = read("\(titles)\(Self.required),expires\nacme.example,A,L,5,never\n")
    #expect((rows.kept == 1) == isFound && (rows.kind != nil) == isFound)
  }

  @Test func `a line that holds a number or a day is no header`() {
    let rows = read("virtual_account,license,quantity,5\n\(Self.required),expires\n")
    #expect(rows.kind == .licenses)
    #expect(rows.diagnostics.map(\.code) == ["above-header"])
  }

  @Test func `of two columns that mean the same the better name wins, with a warning`() {
    let rows = read(
      "account_domain,virtual_account,license,Purchased,qty,Quantity,expires\n"
        + "acme.example,A,L,1,2,3,never\n")
    #expect(rows.licenses.map(\.quantity) == [3])
    #expect(
      problems(rows) == [
        "1:40: warning: columns 'Quantity' and 'Purchased' mean the same; 'Quantity' is used",
        "1:50: warning: columns 'Quantity' and 'qty' mean the same; 'Quantity' is used",
      ])
  }

  @Test(arguments: [
    ("quantity", "Quantity"), ("expires,Expires", "Expires"),
    ("Expiry Date (UTC),Expiry Date (CET)", "Expiry Date (CET)"),
    ("Expiry Date,Expiry Date (UTC)", "Expiry Date (UTC)"),
  ])
  func `the same name twice rejects the file`(names: String, value: String) {
    let names = names == "quantity" ? "Quantity" : names
    let rows = read("\(Self.required),\(names)\nacme.example,A,L,5,1,1\n")
    #expect(rows.diagnostics.map(\.code) == ["duplicate-column"])
    #expect(rows.diagnostics.map(\.value) == [value])
  }

  @Test func `of several statuses the worst known word counts`() {
    let rows = read(
      "\(Self.required),expires,status,Compliance Status\n"
        + "acme.example,A,L,5,never,In Compliance,Out-of-Compliance (2)\n"
        + "acme.example,A,M,5,never,Odd,In Compliance\n")
    #expect(rows.licenses.map(\.isOutOfCompliance) == [true, false])
    #expect(rows.licenses.map(\.hasUnknownStatus) == [false, false])
    #expect(rows.diagnostics.map(\.code) == ["unknown-status"])
  }

  @Test func `without a column for the end every term that is not perpetual has an unknown one`() {
    let rows = read(
      "\(Self.required),license_type\nacme.example,A,L,5,TERM\n"
        + "acme.example,A,M,5,\nacme.example,A,N,5,Perpetual License\n")
    #expect(rows.licenses.map(\.end) == [.unknown, .unknown, .never])
    #expect(rows.diagnostics.map(\.code) == ["no-end-column"])
  }

  @Test(arguments: [
    (
      "account_domain,virtual_account,license,Qnty",
      "no known kind of export: nearest is licenses, which needs quantity; did you mean 'Qnty' for quantity?; file rejected"
    ),
    (
      "account_domain,virtual_account,licence,count",
      "no known kind of export: nearest is licenses, which needs license, quantity; did you mean 'licence' for license, 'count' for quantity?; file rejected"
    ),
    (
      "account_domain|virtual_account|license|quantity",
      "no line of the first 20 has columns between commas, semicolons or tabs (is '|' the delimiter? then set delimiter in a rule of exports); file rejected"
    ),
    (
      "a,b",
      "neither licenses, product instances, alerts, dismissals, preferences nor events (no line of the first 20 has the columns of one; a rule of exports can name them); file rejected"
    ),
  ])
  func `a file of no kind is told what it lacks and what looks like it`(
    header: String, message: String
  ) {
    let rows = read(header + "\nx,y\n")
    #expect(rows.diagnostics.map(\.code) == ["unknown-kind"])
    #expect(rows.diagnostics.map(\.message) == [message])
  }

  @Test func `names that many files have decide no kind alone`() {
    #expect(read("account_domain,virtual_account,name,status\nx,y,z,\n").kind == nil)
    #expect(
      read("account_domain,virtual_account,name,last_contact\nx,y,z,\n").kind == .instances)
    #expect(
      read("account_domain,virtual_account,license,quantity,time,message\n").kind == .events)
  }

  @Test func `a rule names columns and gives constants`() {
    var rule = ExportRule()
    rule.kind = .licenses
    rule.accountDomain = "acme.example"
    rule.virtualAccount = "DEFAULT"
    rule.columns = ["license": "Item name", "quantity": "Anzahl", "end_date": "expiration date"]
    rule.dateOrder = .mdy
    rule.delimiter = UInt8(ascii: "|")
    rule.thousands = UInt8(ascii: ",")
    let rows = read(
      "Name|Item name|Anzahl|Expiration Date\nBob|Photo|1,200|03/04/2027\n", rule: rule)
    #expect(rows.licenses.map { rows.texts.string($0.account) } == ["acme.example"])
    #expect(rows.licenses.map { rows.texts.string($0.virtualAccount) } == ["DEFAULT"])
    #expect(rows.licenses.map { rows.texts.string($0.license) } == ["Photo"])
    #expect(rows.licenses.map(\.quantity) == [1_200])
    #expect(rows.licenses.map(\.end.date?.iso) == ["2027-03-04"])
    #expect(problems(rows) == ["1:1: note: column 'Name' is not known and is ignored"])
    rule.columns["end_date"] = "Ende"
    let other = read("Name|Item name|Anzahl|Expiration Date\n", rule: rule)
    #expect(other.kind == nil)
    #expect(
      other.diagnostics.map(\.message) == [
        "no known kind of export: nearest is licenses, which needs 'Ende'; file rejected"
      ])
  }

  @Test func `the last record of a file that ends within it is cut, one with a line end is short`()
  {
    let header = "\(Self.required),expires,status\n"
    let cut = read(header + "acme.example,A,L,5,never,\nacme.example,A,L,5")
    #expect(cut.kept == 1 && cut.isCutShort && cut.rejected.isEmpty)
    #expect(cut.diagnostics.map(\.code) == ["cut-record"])
    let short = read(header + "acme.example,A,L,5\nacme.example,A,M,6,never\n")
    #expect(short.kept == 2 && !short.isCutShort)
    #expect(short.licenses.map(\.end) == [.unknown, .never])
    #expect(short.diagnostics.map(\.code) == ["missing-fields"])
  }

  @Test func `a file of UTF-16 that ends within a character is cut short`() {
    let text = Array("\u{feff}\(Self.required),expires\n".utf16)
    let bytes: [UInt8] = text.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] } + [0x41]
    let rows = readRows(bytes)
    #expect(rows.isCutShort)
    #expect(rows.diagnostics.map(\.code) == ["cut-character"])
  }
}
