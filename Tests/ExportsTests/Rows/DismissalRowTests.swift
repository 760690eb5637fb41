import Testing

@testable import Exports
@testable import Licensing

struct DismissalRowTests {
  private func read(_ text: String) -> ExportRows {
    readRows(Array(text.utf8))
  }

  /// What each row says, as one line a test can quote.
  private func facts(_ rows: ExportRows) -> [String] {
    rows.dismissals.map { row in
      let texts = rows.texts
      let event =
        switch row.event {
        case .type(let type): type.rawValue
        case .stated(let word): "'\(texts.string(word))'"
        }
      return [
        texts.string(row.account), texts.string(row.virtualAccount), event,
        texts.string(row.subject), texts.string(row.subscription), row.end?.iso ?? "-",
        row.until?.iso ?? "-", texts.string(row.by), texts.string(row.reason),
      ].joined(separator: "|")
    }
  }

  private static let facts = [
    "acme.example|DEFAULT|licenses-expiring|ISE Apex|Sub1|2026-12-21|2027-03-01|alice@acme.example|decided",
    "acme.example||failed-to-connect|edge-1|||-|2027-01-01||",
    "acme.example|Lab|'Synchronization Overdue'|onprem-1|||-|2027-01-01||",
    "acme.example|Lab|portal-alerts|onprem-2|||-|2027-01-01||",
    "acme.example|Lab|licenses-expired|ISE Apex||2026-11-01|-||",
  ].map { $0.replacing("|||-", with: "||-") }

  @Test func `rows of CSV and of XML say the same`() {
    let csv = read(
      """
      Account Domain;virtualAccount;Alert Event;SUBJECT;Subscription Reference ID;End Date;Until;by;reason
      acme.example;DEFAULT;Licenses Expiring;ISE Apex;Sub1;21-Dec-2026;2027-03-01;alice@acme.example;decided
      acme.example;;Product Instance Failed to Connect;edge-1;;;2027-01-01;;
      acme.example;Lab;Synchronization Overdue;onprem-1;;;2027-01-01;;
      acme.example;Lab;portal-alerts;onprem-2;;;2027-01-01;;
      acme.example;Lab;licenses-expired;ISE Apex;;2026-11-01;;;

      """)
    let xml = read(
      """
      <dismissal-export version="1"><smart-account domain="acme.example">
      <dismissal virtual-account="DEFAULT" alert-event="licenses-expiring" subject="ISE Apex"
        subscription-id="Sub1" end-date="2026-12-21" until="2027-03-01" by="alice@acme.example"
        reason="decided"/>
      <dismissal alert-event="failed-to-connect" subject="edge-1" until="2027-01-01"/>
      <dismissal virtual-account="Lab" alert-event="Synchronization Overdue" subject="onprem-1"
        until="2027-01-01"/>
      <dismissal virtual-account="Lab" alert-event="portal-alerts" subject="onprem-2"
        until="2027-01-01"/>
      <dismissal virtual-account="Lab" alert-event="licenses-expired" subject="ISE Apex"
        end-date="2026-11-01"/>
      </smart-account></dismissal-export>
      """)
    for rows in [csv, xml] {
      #expect(rows.kind == .dismissals && rows.kept == 5)
      #expect(facts(rows) == Self.facts)
      #expect(rows.diagnostics.isEmpty)
    }
    #expect(csv.dismissals[1].location.line == 3)
  }

  /// The fields from the event to until, and why they make no row.
  @Test(arguments: [
    (",ISE,,,2027-01-01", "the alert event is empty; row rejected"),
    ("licenses-expiring,,,,2027-01-01", "the subject is empty; row rejected"),
    (
      "licenses-expiring,ISE,,,",
      "until is missing (expected the last day of the dismissal; only licenses-expiring and licenses-expired may have an end_date instead); row rejected"
    ),
    (
      "out-of-compliance,ISE,,2026-12-21,",
      "until is missing (expected the last day of the dismissal; only licenses-expiring and licenses-expired may have an end_date instead); row rejected"
    ),
    (
      "licenses-expiring,ISE,,soon,2027-01-01",
      "end date 'soon' is not a day (expected YYYY-MM-DD); row rejected"
    ),
    (
      "licenses-expiring,ISE,,2026-12-21,never",
      "until 'never' is not a day (expected YYYY-MM-DD); row rejected"
    ),
    (
      "licenses-expiring,ISE,,2026-12-21,2026-02-30",
      "until '2026-02-30' is not a day (expected YYYY-MM-DD); row rejected"
    ),
    (
      "licenses-expiring,ISE,,2026-12-21,03/04/2027",
      "until '03/04/2027' may be either of two days (set date_order to mdy or dmy); row rejected"
    ),
  ])
  func `a row that would hide more than it names is rejected`(fields: String, message: String) {
    let rows = read(
      "account_domain,alert_event,subject,subscription_id,end_date,until\n"
        + "acme.example,\(fields)\n")
    #expect(rows.dismissals.isEmpty)
    #expect(rows.diagnostics.map(\.message) == [message])
    #expect(rows.rejected.map(\.kind) == [.dismissals])
  }

  @Test func `a dismissal out of place is told`() {
    let rows = read(
      "<license-export version='1'><smart-account domain='acme.example'><virtual-account name='A'>"
        + "<dismissal alert-event='x' subject='y' until='2027-01-01'/></virtual-account>"
        + "</smart-account></license-export>")
    #expect(
      rows.diagnostics.map(\.message) == [
        "element 'dismissal' is out of place in 'virtual-account' (expected in 'smart-account'); row rejected"
      ])
    #expect(rows.rejected.map(\.kind) == [.dismissals])
  }
}
