import Glibc
@testable import Exports
@testable import Licensing
@testable import license_digest

/// A small account as a run reads it, in the folders that the run needs; made once.
enum World {
  static let date = day("2026-11-22")
  static let since = day("2026-11-21")

  static let run: JudgedRun = {
    let folder = World.folder(
      of: [
        "licenses.csv": """
        account_domain,virtual_account,license,sku,subscription_id,quantity,in_use,end_date,status
        acme.example,A,Apex,AX,,5,9,2026-12-01,
        acme.example,A,Apex,AX,S1,5,9,2026-11-01,
        acme.example,B,Base,,,7,,,OOC
        """,
        "instances.csv": """
        account_domain,virtual_account,product_instance,registration_renewed,last_contact
        acme.example,A,edge-1,2026-01-01,2026-01-01
        """,
        "preferences.csv": """
        account_domain,email,virtual_accounts,daily_summary,status_notification
        acme.example,a@acme.example,*,yes,yes
        acme.example,b@acme.example,B,yes,no
        """,
        "dismissals.csv": """
        account_domain,virtual_account,alert_event,subject,until
        acme.example,B,out-of-compliance,Base,2026-12-31
        """,
      ])
    do throws(RunFailure) {
      return try JudgedRun(
        inputs: [folder], configuration: Configuration(), date: date, since: since,
        locales: ["en"])
    } catch {
      preconditionFailure("the account is read: \(error.message)")
    }
  }()

  static let account = run.inventory.accounts[0]
  static let texts = run.inventory.texts

  static func day(_ text: String) -> CalendarDate {
    guard let day = CalendarDate(iso: text) else { preconditionFailure("'\(text)' is a day") }
    return day
  }

  /// A new folder of files.
  static func folder(of files: [String: String]) -> String {
    var name = Array("/tmp/license-digest-fuzz-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { preconditionFailure("a folder cannot be made") }
    let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    for (name, text) in files {
      guard let file = fopen("\(path)/\(name)", "w") else {
        preconditionFailure("a file cannot be made")
      }
      fputs(text, file)
      fclose(file)
    }
    return path
  }
}
