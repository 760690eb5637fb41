import Testing

@testable import Exports
@testable import Licensing

struct ExportFileTests {
  private func read(
    _ bytes: [UInt8], pieces: Int = 1_000_000, folder: String? = nil,
    options: ExportOptions = ExportOptions()
  ) -> ExportRows {
    readRows(bytes, pieces: pieces, folder: folder, options: options)
  }

  private func read(_ text: String, pieces: Int = 1_000_000, folder: String? = nil) -> ExportRows {
    read(Array(text.utf8), pieces: pieces, folder: folder)
  }

  /// What a row says, as one line a test can quote.
  private func facts(_ rows: ExportRows) -> [String] {
    rows.licenses.map { row in
      let texts = rows.texts
      return [
        texts.string(row.account), texts.string(row.virtualAccount), texts.string(row.license),
        String(row.quantity), row.inUse.map(String.init) ?? "?", row.start?.iso ?? "-",
        row.end.date?.iso ?? (row.end == .unknown ? "?" : "-"),
        row.isOutOfCompliance ? "OOC" : "ok",
      ].joined(separator: "|")
    }
  }

  private static let header =
    "account_domain,virtual_account,license,license_type,quantity,in_use,start_date,end_date,status\n"

  @Test(arguments: [1, 2, 3, 7, 64, 1_000_000])
  func `pieces of any size give the same rows`(pieces: Int) {
    let text =
      "\u{feff}Account Domain;virtualAccount;LICENSE NAME;Purchased;In-Use;Expires;Compliance\r\n"
      + "ACME.example;\"Branch; \"\"North\"\"\nOffice\";Network é;50;40;2026-12-21;In Compliance\r\n"
      + ";;;;;;\r\n\r\nacme.example;DEFAULT;ISE Apex;7;;never;Out of Compliance"
    let rows = read(text, pieces: pieces)
    #expect(
      facts(rows) == [
        "acme.example|Branch; \"North\" Office|Network é|50|40|-|2026-12-21|ok",
        "acme.example|DEFAULT|ISE Apex|7|?|-|-|OOC",
      ])
    #expect(rows.diagnostics.isEmpty)
    #expect(rows.licenses.map(\.location.line) == [2, 6])
  }

  @Test(arguments: [",", ";", "\t"])
  func `the delimiter that occurs most in the header is used`(delimiter: String) {
    let text = Self.header + "acme.example,A,L,TERM,1,2,2026-01-01,2026-12-31,\n"
    let rows = read(text.replacing(",", with: delimiter))
    #expect(facts(rows) == ["acme.example|A|L|1|2|2026-01-01|2026-12-31|ok"])
  }

  @Test func `a first line sep=X is obeyed`() {
    let text = "sep=|\r\n" + Self.header + "acme.example,A,L,,1,2,,,\n"
    let rows = read(text.replacing(",", with: "|"))
    #expect(facts(rows) == ["acme.example|A|L|1|2|-|-|ok"])
    #expect(rows.licenses.map(\.location.line) == [3])
  }

  @Test func `UTF-16 and a configured encoding are decoded`() {
    let text = Self.header + "acme.example,Büro €,L,,1,2,,,\n"
    let units = Array(text.utf16)
    let little: [UInt8] = [0xff, 0xfe] + units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    let big: [UInt8] = [0xfe, 0xff] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    let expected = ["acme.example|Büro €|L|1|2|-|-|ok"]
    #expect(facts(read(little, pieces: 3)) == expected)
    #expect(facts(read(big, pieces: 5)) == expected)
    let narrow = text.unicodeScalars.map { $0 == "€" ? 0x80 : UInt8($0.value) }
    let options = ExportOptions(encoding: .windows1252)
    #expect(facts(read(narrow, options: options)) == expected)
    #expect(read(narrow).diagnostics.map(\.code) == ["invalid-utf8"])
  }

  @Test(arguments: [
    (
      "acme.example,A,L,TERM,5,1,,2026-02-30,",
      "2:28: error: end date '2026-02-30' is not a day (expected YYYY-MM-DD); value ignored"
    ),
    (
      "acme.example,A,L,,\"1,000\",1,,,",
      "2:19: error: quantity '1,000' is not a count (write it without a separator, or set thousands in a rule of exports); row rejected"
    ),
    (
      "acme,A,L,,1,1,,,",
      "2:1: error: account domain 'acme' is not a domain name (expected a name such as acme.example); row rejected"
    ),
    ("acme.example,,L,,1,1,,,", "2:14: error: the virtual account is empty; row rejected"),
    ("acme.example,A, ,,1,1,,,", "2:16: error: the license name is empty; row rejected"),
    ("acme.example,A,L,", "2:1: error: 4 fields (expected 9, as in the header); row rejected"),
    (
      "acme.example,A,\"L\"x,,1,1,,,",
      "2:1: error: text follows a closing quote (quotes within a field are doubled: \"\"); row rejected"
    ),
    (
      "acme.example,A,L,TERM,1,1,,03/04/2026,",
      "2:28: error: end date '03/04/2026' may be either of two days (set date_order to mdy or dmy); value ignored"
    ),
    (
      "acme.example,A,L,Standard,1,1,,N/A,",
      "2:32: warning: a license of the unknown type 'Standard' without an end date; its end is unknown (license_types can say what it is)"
    ),
    (
      "acme.example,A,L,,1,1,,,Broken",
      "2:25: warning: status 'Broken' of a license is not known, good or bad"
    ),
    (
      "acme.example,A,L,,7,1,,,Cancelled",
      "2:25: note: the term's status is 'Cancelled', so its 7 seats do not count"
    ),
    (
      "acme.example,A,L,,1,1,\u{200e}2026-12-21,,",
      "2:23: warning: characters that change the writing direction were removed"
    ),
    (
      "acme.example,A,L,,1,1,,,,,",
      "2:1: note: records have empty fields beyond the header, which are ignored"
    ),
    (
      "acme.example,A,L,,1,1",
      "2:1: warning: records have fewer fields than the header (here 6 of 9); what they lack is unknown"
    ),
    ("acme.example,A,L\u{0},,1,1,,,", "2:1: error: a field holds a NUL byte; row rejected"),
    (
      "acme.example,A,L,,1,many,,,",
      "2:21: error: in use 'many' is not a count (expected digits, 0 to 999999999); value ignored"
    ),
    (
      "acme.example,A,L,TERM,1,1,,,",
      "2:28: warning: a TERM without an end date; its end is unknown"
    ),
    (
      "acme.example,A,L,PERPETUAL,1,1,,2026-12-31,",
      "2:33: warning: a PERPETUAL license has no end; end date '2026-12-31' is ignored"
    ),
    (
      "acme.example,A,L,TERM,1,1,2027-01-01,2026-12-31,",
      "2:27: warning: start date '2027-01-01' is after end date '2026-12-31'; the start is ignored"
    ),
    (
      "acme.example,A\u{202e},L,,1,1,,,",
      "2:14: warning: characters that change the writing direction were removed"
    ),
  ])
  func `a bad row is named with its place, what is wrong and what was left out`(
    row: String, message: String
  ) {
    let rows = read(Self.header + row + "\n" + "acme.example,A,Good,,1,1,,,\n")
    #expect(
      rows.diagnostics.map {
        "\($0.location.line):\($0.location.column): \($0.severity.rawValue): \($0.message)"
      } == [message])
    #expect(rows.kept + rows.rejected.count == 2)
    #expect(rows.rejected.count == (message.hasSuffix("row rejected") ? 1 : 0))
  }

  @Test(arguments: [
    ("", "unknown-kind"), ("a,b\n1,2\n", "unknown-kind"),
    ("account_domain,virtual_account,license,quantity,Quantity\n", "duplicate-column"),
    (
      "account_domain,virtual_account,license,quantity,\"note\nacme.example,A,L,1\n",
      "unclosed-quote"
    ),
    ("account_domain,virtual_account,license,quantity,\"n\"ote\n", "text-after-quote"),
    (
      "account_domain,virtual_account,license,quantity,\(String(repeating: "x", count: 70_000))\n",
      "field-too-long"
    ),
    ("virtual_account,license,quantity\n", "no-account-domain"),
    (
      "account_domain,virtual_account,license,quantity" + String(repeating: ",", count: 5_000)
        + "\n", "header-too-long"
    ),
    (
      "account_domain,virtual_account,license,quantity,\""
        + String(repeating: "x", count: 1_100_000), "header-too-long"
    ),
  ])
  func `a file that cannot be used is rejected whole`(text: String, code: String) {
    let rows = read(text, pieces: 300_000)
    #expect(rows.diagnostics.map(\.code) == [code])
    #expect(rows.kind == nil && rows.kept == 0)
  }

  @Test func `lines of blanks and delimiters are no rows`() {
    let rows = read(" , \n" + Self.header + "  \n , ,\t\nacme.example,A,L,,1,1,,,\n\n")
    #expect(rows.kept == 1)
    #expect(rows.diagnostics.isEmpty && rows.rejected.isEmpty)
  }

  @Test func `a header whose names all stand in quotes tells its delimiter`() {
    let names = Self.header.split(separator: ",").map { "\"\($0)\"" }.joined(separator: ";")
      .replacing("\n\"", with: "\"\n")
    let rows = read(names + "acme.example;A;L;TERM;1;1;;2026-12-01;\n")
    #expect(rows.kind == .licenses && rows.kept == 1)
  }

  @Test func `a column name is cleaned before it is shown`() {
    let rows = read("account_domain,virtual_account,license,quantity,expires,a\u{1b}[2J\u{202e}b\n")
    #expect(
      rows.diagnostics.map(\.message) == [
        "column 'a\u{fffd}[2Jb' is not known and is ignored"
      ])
  }

  @Test func `a quote that never closes cuts the file short and keeps what was complete`() {
    let rows = read(Self.header + "acme.example,A,L,,1,1,,,\nacme.example,A,\"L,,1,1,,,\n")
    #expect(rows.isCutShort)
    #expect(rows.kept == 1)
    #expect(rows.diagnostics.map(\.code) == ["unclosed-quote"])
  }

  @Test(arguments: [nil, "acme.example"])
  func `a record of unknown account is not told of the account before`(folder: String?) {
    let rows = read(
      Self.header + "acme.example,A,L,,1,1,,,\nacme.example,A\nacme.example,A,\"L", folder: folder)
    #expect(rows.diagnostics.map(\.code) == ["ragged-row", "unclosed-quote"])
    #expect(rows.diagnostics.map(\.account) == [folder, folder])
  }

  @Test(arguments: [
    ("acme.example,A,L\u{e9},,1,1,,,", "acme.example|A"),
    ("acme.example,A\u{e9},L,,1,1,,,", "acme.example|"),
    ("acme.example,A\u{e9},L,,x", "acme.example|"),
    ("acme\u{e9}.example,A,L,,1,1,,,", "|A"),
    ("acme.example,A,L,,1,1,,,,more", "acme.example|"),
    ("ACME.example,A,L", "acme.example|"),
    ("v1.2,A,L", "|"),
    ("v1.2,A,\"L\"x,,1,1,,,", "v1.2|A"),
    ("acme,A,L,,1,1,,,", "|A"),
    ("acme.example", "acme.example|"),
  ])
  func `a rejected row counts for the account and virtual account that can still be read`(
    row: String, place: String
  ) {
    let bytes = Array((Self.header + row + "\n").unicodeScalars.map { UInt8($0.value) })
    let rows = read(bytes)
    let places = rows.rejected.map {
      "\(rows.texts.string($0.account))|\(rows.texts.string($0.virtualAccount))"
    }
    #expect(places == [place])
  }

  @Test func `in an account folder the account may be missing but not another`() {
    let rows = read(
      "virtual_account,license,quantity\nA,L,1\n", folder: "acme.example")
    #expect(rows.licenses.map { rows.texts.string($0.account) } == ["acme.example"])
    let other = read(Self.header + "b.example,A,L,,1,1,,,\n", folder: "acme.example")
    #expect(other.diagnostics.map(\.code) == ["other-account"])
    #expect(other.rejected.map { other.texts.string($0.account) } == ["acme.example"])
  }

  @Test func `the flattened portal export reads as licenses`() {
    let header =
      "accountName,accountDomain,accountStatus,accountType,role,virtualAccount,"
      + "virtualAccount_status,statusMessage,license,assignedLicenses_quantity,inUse,available,"
      + "ahaApps,billingType,pendingQuantity,reserved,isPortable,assignedLicenses_status,"
      + "licenseType,quantity,startDate,endDate,subscriptionId,status\n"
    let rows = read(
      header
        + "Acme,acme.example,A,C,x,DEFAULT,ok,,ISE Apex,60,40,20,,PREPAID,0,0,no,"
        + "Out of Compliance,TERM,50,2025-01-01,2026-12-21,Sub1,ACTIVE\n"
        + "Acme,acme.example,A,C,x,DEFAULT,ok,,Base,12,3,9,,,0,0,no,In Compliance,,,,,,\n")
    #expect(
      facts(rows) == [
        "acme.example|DEFAULT|ISE Apex|50|40|2025-01-01|2026-12-21|OOC",
        "acme.example|DEFAULT|Base|12|3|-|-|ok",
      ])
    #expect(rows.diagnostics.isEmpty)
  }

  @Test func `preferences are read as they are written`() {
    let rows = read(
      "account_domain,email,role,virtual_accounts,daily_summary,status_notification,"
        + "alert_events,expiry_windows,additional_emails,locale\n"
        + "acme.example,ann@acme.example,user,\"A;\"\"B;1\"\";C\",YES,off,none,90; 30,"
        + "\"x@acme.example, y@acme.example\",fr\n"
        + "acme.example,bob,user,*,yes,no,,,,\n")
    #expect(rows.diagnostics.map(\.code) == ["bad-email"])
    let row = rows.preferences[0]
    #expect(row.dailySummary && !row.statusNotification)
    #expect(row.alertEvents == .none && row.expiryWindows == .listed(["90", "30"]))
    #expect(row.additionalEmails == ["x@acme.example", "y@acme.example"])
    guard case .listed(let names) = row.virtualAccounts else {
      Issue.record("a list is expected")
      return
    }
    #expect(names.map(rows.texts.string) == ["A", "B;1", "C"])
  }

  @Test(
    arguments: [
      ("A; B ;;C", ["A", "B", "C"]), ("\"A;1\";\"\"\"B\"\"\"", ["A;1", "\"B\""]),
      ("5\" rack;A", ["5\" rack", "A"]), ("A;\u{301}B", ["A", "\u{301}B"]),
      ("\"\u{301};1\";B", ["\u{301};1", "B"]), ("", []),
    ] as [(String, [String])])
  func `a list of names is told apart by its bytes`(text: String, names: [String]) {
    #expect(PreferenceRow.names(in: text).map { Array($0.utf8) } == names.map { Array($0.utf8) })
  }

  @Test func `instances and events are read too`() {
    let instances = read(
      "Account Domain,Virtual Account,Host Name,PID,Authorization Date,Last Contact,Status\n"
        + "acme.example,A,edge-1,C9300,2026-11-01,yesterday,Authorized\n")
    #expect(instances.instances.count == 1)
    #expect(instances.diagnostics.map(\.code) == ["bad-date"])
    let events = read(
      "account_domain,time,type,message\nacme.example,2026-11-21T16:05:00Z,New,\"50, added\"\n")
    #expect(events.events.map { $0.day?.iso } == ["2026-11-21"])
  }

  @Test func `a field that is too long rejects its row alone`() {
    let long = String(repeating: "x", count: 70_000)
    let rows = read(
      Self.header + "acme.example,A,\(long),,1,1,,,\nacme.example,A,L,,1,1,,,\n", pieces: 4_096)
    #expect(rows.diagnostics.map(\.code) == ["field-too-long"])
    #expect(rows.kept == 1)
  }

  @Test func `a record of very many fields is rejected, one of delimiters is blank`() {
    let many = String(repeating: "x,", count: 50_000)
    let rows = read(
      Self.header + many + "\n" + String(repeating: ",", count: 50_000) + "\n"
        + "acme.example,A,L,,1,1,,,\n")
    #expect(
      rows.diagnostics.map(\.message)
        == ["more than 4096 fields; row rejected"])
    #expect(rows.kept == 1 && rows.rejected.count == 1)
  }
}
