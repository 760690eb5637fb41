import Foundation
import Licensing
import Rendering
import Testing

@testable import license_digest

/// A folder of exports, read as `preferences` reads it on 22 November 2026.
struct PreferencesWorld: ~Copyable {
  static let licenses = """
    account_domain,account_name,virtual_account,license,quantity,in_use,end_date
    acme.example,"Acme, Inc.",A,Soon,5,9,2026-12-01
    acme.example,"Acme, Inc.",A,Later,5,1,2027-01-31
    acme.example,"Acme, Inc.",B,Hidden,7,9,2026-12-02

    """

  let folder: TemporaryFolder

  init(_ files: [String: String]) throws {
    let made = try TemporaryFolder()
    try made.make(["licenses.csv": Self.licenses].merging(files) { _, own in own })
    folder = made
  }

  func preferences(
    _ account: String = "acme.example", configuration: Configuration = Configuration()
  ) throws -> AccountPreferences {
    let phrases = try PublishedWorld.loaded.get().phrases
    let day = try #require(CalendarDate(iso: "2026-11-22"))
    let run = try JudgedRun(
      inputs: [folder.path], configuration: configuration, date: day,
      since: day.adding(days: -1), locales: Set(phrases.map(\.locale)))
    return try #require(try AccountPreferences(run, account: account, phrases: phrases))
  }

  /// The bytes of a file, as text.
  func text(_ name: String) throws -> String {
    String(
      decoding: try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + name)), as: UTF8.self)
  }
}
