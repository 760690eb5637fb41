import Testing

@testable import Exports
@testable import Licensing

/// Rows added to and removed from files of every manner: nothing but what is meant changes.
struct DismissalFileTests {
  private func file(_ text: String, folder: String? = nil) throws -> DismissalFile {
    try DismissalFile(Array(text.utf8), file: 0, accountFolder: folder, options: ExportOptions())
  }

  private func statement(
    _ subject: String, account: String = "a.example", place: String = "D", reason: String = "r"
  ) -> DismissalStatement {
    DismissalStatement(
      account: account, virtualAccount: place, event: "licenses-expiring", subject: subject,
      subscription: "", end: nil, until: CalendarDate(year: 2027, month: 3, day: 1),
      by: "u@a.example", reason: reason)
  }

  private static let header =
    "account_domain,virtual_account,alert_event,subject,subscription_id,end_date,until,by,reason\n"
  private static let old = "a.example,D,Licenses Expired,Old,,2026-12-01,,,  \n"

  /// A file, and the same with a row for `New "1"`.
  @Test(arguments: [
    (
      header,
      header + "a.example,D,licenses-expiring,\"New \"\"1\"\"\",,,2027-03-01,u@a.example,r\n"
    ),
    (
      header + old,
      header + old + "a.example,D,licenses-expiring,\"New \"\"1\"\"\",,,2027-03-01,u@a.example,r\n"
    ),
    (
      "Reason;until;Subject;Alert Event;ACCOUNT DOMAIN;by;x;virtual account\r\n\"\";\"1-Mar-2028\";\"S\";\"y\";\"A.example\";\"\";\"7\";\"\"",
      "Reason;until;Subject;Alert Event;ACCOUNT DOMAIN;by;x;virtual account\r\n\"\";\"1-Mar-2028\";\"S\";\"y\";\"A.example\";\"\";\"7\";\"\"\r\n"
        + "\"r\";\"2027-03-01\";\"New \"\"1\"\"\";\"licenses-expiring\";\"A.example\";\"u@a.example\";\"\";\"D\""
    ),
    (
      "<dismissal-export version='1'><smart-account domain='a.example'>\n  <dismissal subject='S' alert-event='y' until='2027-01-01'/>\n  <!-- rest -->\n</smart-account></dismissal-export>",
      "<dismissal-export version='1'><smart-account domain='a.example'>\n  <dismissal subject='S' alert-event='y' until='2027-01-01'/>\n  "
        + "<dismissal virtual-account='D' alert-event='licenses-expiring' subject='New \"1\"' until='2027-03-01' by='u@a.example' reason='r'/>\n  <!-- rest -->\n</smart-account></dismissal-export>"
    ),
  ])
  func `a row is added in the manner of the file`(old: String, new: String) throws {
    let changed = try file(old).adding(statement("New \"1\""))
    #expect(String(decoding: changed, as: UTF8.self) == new)
    let again = try file(new)
    let place = try #require(again.statements.firstIndex { $0.subject == "New \"1\"" })
    let removed = String(decoding: try again.removing([place]), as: UTF8.self)
    #expect(removed == old || removed == old + "\r\n")
  }

  @Test func `of rows that are alike the ones meant are removed`() throws {
    let rows = ["a", "b", "c"].map {
      "a.example,D,licenses-expiring,S,,,2027-01-0\($0 == "a" ? 1 : 2),\($0),\n"
    }
    let text = Self.header + "\n" + rows.joined()
    let changed = try file(text).removing([1])
    #expect(String(decoding: changed, as: UTF8.self) == Self.header + "\n" + rows[0] + rows[2])
  }

  @Test func `what the file has no place for is refused`() throws {
    let short =
      "account_domain,virtual_account,alert_event,subject,until\na.example,D,y,S,2027-01-01\n"
    #expect(throws: EditingRefusal.noColumn("by")) { _ = try file(short).adding(statement("N")) }
    #expect(throws: EditingRefusal.notReadable) {
      _ = try file("account_domain,email,daily_summary\na.example,u@a.example,yes\n")
    }
    #expect(throws: EditingRefusal.notProven) {
      _ = try file(Self.header).adding(statement(String(repeating: "n", count: 70_000)))
    }
  }

  @Test func `an empty file that a run would make is one of dismissals`() throws {
    let made = try DismissalFile(
      DismissalFile.empty, file: 0, accountFolder: nil, options: ExportOptions())
    #expect(made.statements.isEmpty)
    #expect(String(decoding: DismissalFile.empty, as: UTF8.self) == Self.header)
  }
}
