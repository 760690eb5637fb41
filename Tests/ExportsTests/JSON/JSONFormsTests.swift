import Testing

@testable import Exports
@testable import Licensing

/// The forms of responses: which list they hold, and what is around it.
struct JSONFormsTests {
  private func read(
    _ text: String, folder: String? = "acme.example", pieces: Int = 1_000_000
  ) -> ExportRows {
    readRows(Array(text.utf8), pieces: pieces, folder: folder)
  }

  private func facts(_ rows: ExportRows) -> [String] {
    let texts = rows.texts
    func line(_ identifiers: [TextID], _ more: String...) -> String {
      (identifiers.map(texts.string) + more).joined(separator: "|")
    }
    return rows.licenses.map {
      line(
        [$0.account, $0.accountName, $0.virtualAccount, $0.license, $0.sku, $0.subscription],
        "\($0.quantity)", $0.end.date?.iso ?? "-", $0.isInactive ? "inactive" : "usual")
    }
      + rows.instances.map { line([$0.account, $0.virtualAccount, $0.name, $0.product]) }
      + rows.alerts.map {
        line(
          [$0.account, $0.virtualAccount, $0.type, $0.source, $0.message], $0.severity.rawValue,
          $0.actionDue?.iso ?? "-")
      }
  }

  private func problems(_ rows: ExportRows) -> [String] {
    rows.diagnostics.map { "\($0.severity.rawValue): \($0.message)" }
  }

  private static let license = #"{"license": "L", "quantity": 2, "licenseDetails": null}"#
  private static let placed = #"{"license": "L", "virtualAccount": "A", "quantity": 2}"#

  @Test(
    arguments: [
      (
        #"{"licenseSubscriptions": [{"license": "L", "virtualAccount": "A", "quantity": 3, "subscriptionId": "S", "#
          + #""startDate": "2026-01-01", "endDate": "2026-12-01", "status": "ACTIVE"}], "totalRecords": 1}"#,
        ExportKind.licenses, ["acme.example||A|L||S|3|2026-12-01|usual"]
      ),
      (
        #"{"devices": [{"instanceName": "edge", "productTagName": "C9", "virtualAccount": "A", "sudi": {}}]}"#,
        .instances, ["acme.example|A|edge|C9"]
      ),
      (
        #"{"alerts": [{"messageType": "Agreement", "severity": "Minor", "message": "m", "source": "s", "#
          + #""sourceType": "x", "virtualAccount": null, "actionDue": "2026-12-01"}, "#
          + #"{"messageType": "Sync", "severity": "Major", "virtualAccount": "A"}]}"#,
        .alerts, ["acme.example||Agreement|s|m|minor|2026-12-01", "acme.example|A|Sync|||major|-"]
      ),
      (
        "[{\"licenses\": [\(placed)]}, {\"devices\": []}, {\"licenses\": [\(placed)]}]", .licenses,
        ["acme.example||A|L|||2|-|usual", "acme.example||A|L|||2|-|usual"]
      ),
      (
        "[{\"virtual_account\": {\"id\": [1], \"name\": \"A\"}, \"licenses\": [\(license)]}]",
        .licenses,
        ["acme.example||A|L|||2|-|usual"]
      ),
      (
        "[{\"licenses\": {\"total\": 1, \"licenses\": [\(license)]}, \"virtual_account\": {\"name\": \"A\"}}]",
        .licenses, ["acme.example||A|L|||2|-|usual"]
      ),
      (
        "[{\"accountDomain\": \"ACME.example\", \"accountName\": \"Acme\", \"roles\": [{\"role\": \"x\"}, "
          + "{\"virtualAccount\": \"A\", \"licenses\": [\(license)]}, "
          + "{\"assignedLicenses\": {\"licenses\": [\(license)]}, \"virtualAccount\": \"B\"}]}]",
        .licenses, ["acme.example|Acme|A|L|||2|-|usual", "acme.example|Acme|B|L|||2|-|usual"]
      ),
    ] as [(String, ExportKind, [String])])
  func `each form is read, whatever the pieces`(text: String, kind: ExportKind, facts: [String]) {
    for pieces in [1, 1_000_000] {
      let rows = read(text, pieces: pieces)
      #expect(self.facts(rows) == facts && problems(rows).isEmpty && rows.kind == kind)
    }
  }

  @Test func `an account states its domain before or after its roles, in no folder`() {
    let roles = "\"roles\": [{\"licenses\": [\(Self.license)], \"virtualAccount\": \"A\"}]"
    for text in [
      "[{\"accountDomain\": \"b.example\", \(roles)}]",
      "[{\(roles), \"accountDomain\": \"b.example\"}]",
    ] {
      let rows = read(text, folder: nil)
      #expect(facts(rows) == ["b.example||A|L|||2|-|usual"] && problems(rows).isEmpty)
      #expect(rows.pages.map(\.account) == ["b.example"])
      let other = read(text)
      #expect(
        problems(other) == [
          "error: the row is of account 'b.example' but lies in the folder of 'acme.example'; row rejected"
        ])
    }
  }

  @Test func `rows of no account reject the file, of one account among others themselves`() {
    let page = "{\"licenses\": [\(Self.placed)]}"
    let message =
      "error: a JSON response names no account, and the file lies in no account folder (move it "
      + "into one, like acme.example/); file rejected"
    for text in [page, "[\(page)]", "{\"licenses\": []}"] {
      #expect(problems(read(text, folder: nil)) == [message])
    }
    let account =
      "{\"accountDomain\": \"b.example\", \"virtualAccount\": \"A\", \"licenses\": [\(Self.license)]}"
    let rows = read("[\(account), \(page)]", folder: nil)
    #expect(rows.kept == 1 && rows.rejected.count == 1 && rows.diagnostics.count == 1)
  }

  @Test(
    arguments: [
      (
        #"{"status": "ERROR", "statusMessage": "Gateway timeout", "licenses": []}"#,
        "'Gateway timeout'"
      ),
      (#"{"statusMessage": null, "status": "error"}"#, "without a message"),
      (#"{"status": "FAILED", "statusMessage": "no", "licenses": []}"#, "'no'"),
      (#"{"status": "Request_Failure", "licenses": null}"#, "without a message"),
      (#"{"status": "Access Denied"}"#, "without a message"),
      (#"{"Status": "Throttled", "licenses": []}"#, "without a message"),
      (#"{"status": "503", "licenses": []}"#, "without a message"),
      (#"{"status": "PARTIAL", "licenses": []}"#, "without a message"),
    ])
  func `a page with status ERROR cuts the file short`(text: String, reason: String) throws {
    let words = [
      "ERROR", "error", "FAILED", "Request_Failure", "Access Denied", "Throttled", "503", "PARTIAL",
    ]
    let status = try #require(words.first { text.contains("\"\($0)\"") })
    for text in [text, "[\(text)]"] {
      let rows = read(text)
      #expect(rows.isCutShort)
      #expect(
        problems(rows) == [
          "error: the portal answered with status '\(status)': \(reason); file cut short"
        ])
    }
  }

  @Test(
    arguments: [
      (
        #""errors": [{"code": "401", "message": "The token has expired"}]"#,
        "'The token has expired'"
      ),
      (#""error": "invalid_token""#, "'invalid_token'"),
      (#""error": true"#, "without a message"),
      (#""fault": {"detail": {}}"#, "without a message"),
      (#""errors": 3"#, "'3'"), (#""errorCode": "E17""#, "'E17'"),
      (#""success": false"#, "without a message"), (#""success": "no""#, "without a message"),
      (#""status": false"#, "without a message"),
    ])
  func `a page that tells of errors is none of the export`(errors: String, reason: String) {
    for text in [
      "{\"licenses\": [], \(errors)}", "{\(errors), \"licenses\": []}", "[{\(errors)}]",
      "{\"data\": {\"licenses\": [], \(errors)}}",
    ] {
      let rows = read(text)
      #expect(rows.isCutShort)
      #expect(
        problems(rows) == ["error: the portal answered with an error: \(reason); file cut short"])
    }
  }

  @Test(arguments: [
    #""errors": []"#, #""errors": null"#, #""error": """#, #""error": false"#, #""errors": 0"#,
    #""error": {}"#, #""error": "none""#, #""errorCode": "0""#, #""success": true"#,
    #""status": "OK""#, #""status": "200""#,
  ])
  func `a page that tells of no error is sound`(errors: String) {
    let rows = read("{\"licenses\": [\(Self.placed)], \(errors)}")
    #expect(!rows.isCutShort && rows.kept == 1 && problems(rows).isEmpty)
  }

  @Test func `rows are read through objects and lists that only hold them`() {
    let page = "{\"licenses\": [\(Self.placed)]}"
    let account = "{\"accountDomain\": \"b.example\", \"licenses\": [\(Self.placed)]}"
    for text in [
      "{\"data\": \(page)}", "{\"response\": {\"result\": \(page)}}", "{\"data\": [\(page)]}",
      "[{\"data\": \(page)}]",
    ] {
      let rows = read(text)
      #expect(facts(rows) == ["acme.example||A|L|||2|-|usual"] && problems(rows).isEmpty)
    }
    for text in ["{\"accounts\": [\(account)]}", "{\"data\": \(account)}"] {
      let rows = read(text, folder: nil)
      #expect(facts(rows) == ["b.example||A|L|||2|-|usual"] && problems(rows).isEmpty)
    }
    #expect(read("{\"data\": \(page)}", folder: nil).kept == 0)
  }

  @Test(
    arguments: [
      (#""totalCount": 9"#, 9, false), (#""total_count": "9""#, 9, false),
      (#""meta": {"total": 9}"#, 9, false), (#""page": {"size": 1, "totalElements": 9}"#, 9, false),
      (#""count": 1, "total": 9"#, 9, false), (#""total": 9, "count": 1"#, 9, false),
      (#""count": 1, "totalResults": 9"#, 9, false), (#""hasMore": true"#, nil, true),
      (#""next": "/page/2""#, nil, true), (#""links": {"next": {"href": "/2"}}"#, nil, true),
      (#""last": false"#, nil, true), (#""hasMore": false"#, nil, false),
      (#""next": null"#, nil, false), (#""next": """#, nil, false), (#""last": true"#, nil, false),
      (#""@odata.nextLink": "https://a.example/2""#, nil, true),
      (#""TotalRecords": 9"#, 9, false), (#""total_records": 9"#, 9, false),
      (#""@odata.count": 9"#, 9, false), (#""isTruncated": true"#, nil, true),
      (#""nextRecordsUrl": "/2", "done": false"#, nil, true), (#""done": true"#, nil, false),
      (#""hasMore": "false""#, nil, false), (#""nextCursor": "-1""#, nil, false),
      (#""next": "none""#, nil, false), (#""nextOffset": 0"#, nil, false),
    ] as [(String, Int?, Bool)])
  func `a page says how many there are, or that more follow, in many words`(
    said: String, total: Int?, continues: Bool
  ) {
    for text in [
      "{\(said), \"licenses\": [\(Self.placed)]}", "{\"licenses\": [\(Self.placed)], \(said)}",
      "{\(said), \"data\": {\"licenses\": [\(Self.placed)]}}",
      "{\"data\": [{\"licenses\": [\(Self.placed)]}], \(said)}",
    ] {
      let pages = read(text).pages
      #expect(pages.map(\.total) == [total], "\(text)")
      #expect(pages.map(\.continues) == [continues], "\(text)")
    }
  }

  @Test(arguments: ["licenseDetails", "license_details", "LicenseDetails"])
  func `the terms of a license are read however their list is spelled`(key: String) {
    let detail = #"{"licenseType": "TERM", "quantity": 2, "endDate": "2026-12-01"}"#
    let license = #"{"license": "L", "virtualAccount": "A", "\#(key)": [\#(detail)]}"#
    let rows = read("{\"licenses\": [\(license)]}")
    #expect(rows.licenses.map(\.end.date?.iso) == ["2026-12-01"] && problems(rows).isEmpty)
  }

  /// A fact under a name that the portal does not use, and the end and state of its term.
  @Test(
    arguments: [
      (#""endDate": "2026-12-01""#, #""quantity": 1"#, "2026-12-01", "end_date"),
      (#""x": 1"#, #""quantity": 1, "expiryDate": "2026-12-01""#, "2026-12-01", "end_date"),
      (#""x": 1"#, #""quantity": 1, "end_date": "2026-12-01""#, "2026-12-01", "end_date"),
      (
        #""Expires": "2026-11-30""#, #""quantity": 1, "endDate": "2026-12-01""#, "2026-12-01",
        "end_date"
      ),
      (
        #""x": 1"#, #""quantity": 1, "expires": "2026-11-30", "endDate": "2026-12-01""#,
        "2026-12-01", "end_date"
      ),
      (
        #""x": 1"#, #""quantity": 1, "endDate": "2026-12-01", "expires": "2026-11-30""#,
        "2026-12-01", "end_date"
      ),
    ])
  func `a fact under another of its column's names is read, unless its own name is there`(
    license: String, detail: String, end: String, column: String
  ) {
    let rows = read(
      #"{"licenses": [{"license": "L", "virtualAccount": "A", "quantity": 1, \#(license), "#
        + #""licenseDetails": [{\#(detail)}, {"quantity": 2, "endDate": "2027-01-01"}]}]}"#)
    #expect(rows.licenses.map { $0.end.date?.iso } == [end, "2027-01-01"])
    #expect(
      problems(rows).filter { $0.hasPrefix("warning") }.allSatisfy {
        $0.hasSuffix("it is read as '\(column)' where that is missing")
      })
    #expect(problems(rows).contains { $0.hasPrefix("warning") })
  }

  @Test func `a license without details has the end that it states itself`() {
    let rows = read(
      #"{"licenses": [{"license": "L", "virtualAccount": "A", "quantity": 1, "#
        + #""expirationDate": "2026-12-01"}]}"#)
    #expect(rows.licenses.map { $0.end.date?.iso } == ["2026-12-01"])
  }

  @Test(arguments: [
    (#""endDate": null"#, true), (#""x": 1"#, true), (#""endDate": "never""#, true),
    (#""licenseType": "PERPETUAL""#, false),
  ])
  func `a subscription without an end has an unknown one`(end: String, isUnknown: Bool) {
    let rows = read(
      #"{"licenseSubscriptions": [{"license": "L", "virtualAccount": "A", "quantity": 1, \#(end)}]}"#
    )
    #expect(rows.licenses.map { $0.end == .unknown } == [isUnknown])
    let warning = "warning: a SUBSCRIPTION without an end date; its end is unknown"
    #expect(problems(rows).contains(warning) == isUnknown)
  }

  @Test(arguments: [
    ("null", "a response is null (expected an object)"),
    ("[]", "a response is a list (expected an object)"),
    (
      "{\"message\": \"Unauthorized\"}",
      "a response holds no list of licenses, licenseSubscriptions, alerts, devices"
    ),
    ("{\"licenses\": 7}", "'licenses' is a number (expected a list)"),
  ])
  func `an entry of a list that is no response cuts the file short`(entry: String, message: String)
  {
    let rows = read("[{\"licenses\": [\(Self.placed)]}, \(entry)]")
    #expect(rows.isCutShort && rows.kept == 1)
    #expect(problems(rows).contains("error: \(message); file cut short"))
  }

  @Test(
    arguments: [
      ("CANCELED", 0, false), ("Cancelled", 0, false), ("PENDING", 0, false),
      ("EXPIRED", 5, true), ("FUTURE", 5, true), ("ACTIVE", 5, false), ("", 5, false),
    ])
  func `a term's own status decides its seats and whether it is in force`(
    status: String, quantity: Int32, isInactive: Bool
  ) {
    let detail = "{\"quantity\": 5, \"endDate\": \"2026-12-01\", \"status\": \"\(status)\"}"
    let rows = read(
      "{\"licenses\": [{\"license\": \"L\", \"virtualAccount\": \"A\", \"licenseDetails\": [\(detail)]}]}"
    )
    #expect(rows.licenses.map(\.quantity) == [quantity])
    #expect(rows.licenses.map(\.isInactive) == [isInactive])
    #expect(
      problems(rows)
        == (quantity == 0
          ? ["note: the term's status is '\(status)', so its 5 seats do not count"] : []))
    let csv = read(
      "virtual_account,license,quantity,end_date,status\nA,L,5,2026-12-01,\(status)\n")
    #expect(csv.licenses.map(\.quantity) == [quantity])
    #expect(csv.licenses.map(\.isInactive) == [isInactive])
  }

  @Test func `a future term that states its start is in force from then on`() {
    let rows = read(
      "virtual_account,license,quantity,start_date,end_date,status\nA,L,5,2026-12-01,2027-12-01,FUTURE\n"
    )
    #expect(rows.licenses.map(\.isInactive) == [false])
  }

  @Test(arguments: ["", #", "virtualAccount": null"#, #", "virtualAccount": " ""#])
  func `a device need not say in which virtual account it is`(place: String) {
    let rows = read(#"{"devices": [{"instanceName": "edge"\#(place)}], "totalRecords": 1}"#)
    #expect(facts(rows) == ["acme.example||edge|"] && problems(rows).isEmpty)
    let licenses = read(#"{"licenses": [{"license": "L", "quantity": 1\#(place)}]}"#)
    #expect(problems(licenses) == ["error: the virtual account is empty; row rejected"])
  }

  /// A value that is ignored, and whether the term's end is known and the row read whole.
  @Test(
    arguments: [
      (#""inUse": {}"#, #""endDate": "2026-12-01""#, true, false),
      (#""inUse": "many""#, #""endDate": "2026-12-01""#, true, false),
      (#""inUse": null"#, #""endDate": "2026-12-01", "startDate": """#, true, true),
      (#""inUse": 1"#, #""endDate": "2026-12-01", "startDate": "soon""#, true, false),
      (#""inUse": 1"#, #""endDate": {"day": 1}"#, false, false),
      (#""inUse": 1"#, #""endDate": [], "licenseType": "PERPETUAL""#, true, false),
      (#""inUse": 1"#, #""endDate": null"#, true, true),
    ])
  func `a value that is ignored leaves a mark, and never a term without end`(
    license: String, detail: String, isEndKnown: Bool, isWhole: Bool
  ) {
    let rows = read(
      #"{"licenses": [{"license": "L", "virtualAccount": "A", "quantity": 1, \#(license), "#
        + #""licenseDetails": [{"quantity": 1, \#(detail)}, {"quantity": 2, "endDate": "2027-01-01"}]}]}"#
    )
    #expect(rows.licenses.count == 2)
    #expect(rows.licenses.first.map { $0.end != .unknown } == isEndKnown)
    #expect(rows.licenses.first.map { !$0.hasIgnoredValue } == isWhole)
    #expect(rows.licenses.last?.end.date?.iso == "2027-01-01")
  }

  @Test func `what waits for its account is bounded`() {
    let long = String(repeating: "x", count: 60_000)
    let entry = "{\"license\": \"\(long)\", \"quantity\": 1},"
    let rows = read(
      "[{\"roles\": [{\"licenses\": [\(String(repeating: entry, count: 1_200))", pieces: 1 << 20)
    #expect(
      Array(rows.diagnostics).last?.message
        == "more than 64 MiB of rows wait for their account; file cut short")
  }

  @Test func `a key that is not known, of each kind of object, is noted once`() {
    let rows = read(
      #"[{"x": 1, "alerts": [{"x": 1, "messageType": "a", "severity": "major"}], "devices": [{"x": {}, "#
        + #""instanceName": "i", "virtualAccount": "A"}], "licenseSubscriptions": [{"x": 1, "license": "L", "#
        + #""virtualAccount": "A", "quantity": 1, "endDate": "2027-01-01"}]}, {"x": 2, "devices": []}]"#
    )
    #expect(
      problems(rows)
        == ["a response", "an alert", "a device", "a subscription"].map {
          "note: key 'x' of \($0) is not known and is ignored"
        })
    #expect(rows.kind == .licenses && rows.kept == 3)
  }
}
