import Licensing
import Testing

@testable import Rendering

/// Identifiers that links to an account's page name.
struct AnchorTests {
  @Test(arguments: [
    ("DEFAULT", "va-DEFAULT"), ("Data Centre", "va-Data_20Centre"),
    ("Data_Centre", "va-Data_5fCentre"), ("Réseau", "va-R_c3_a9seau"),
    ("\"><b>", "va-_22_3e_3cb_3e"),
    ("a=b", "va-a_3db"),
  ])
  func `a virtual account has the identifier of its name alone`(name: String, anchor: String) {
    #expect(Anchor.virtualAccount(name) == anchor)
  }

  private static func license(
    _ virtualAccount: String = "A", _ license: String = "Apex", sku: String = "S",
    type: String = "TERM", subscription: String = "Sub1", start: Int32? = 1, end: TermEnd = .never
  ) -> String {
    Anchor.license(
      [virtualAccount, license, sku, type, subscription].map { Array($0.utf8)[...] },
      start: start.map { CalendarDate(dayNumber: $0) }, end: end)
  }

  @Test func `licenses that differ in anything have identifiers of their own`() {
    let day = CalendarDate(dayNumber: 20_000)
    let all = [
      Self.license(), Self.license("B"), Self.license("A", "Apex 2"), Self.license(sku: ""),
      Self.license(type: ""), Self.license(subscription: ""), Self.license(start: nil),
      Self.license(start: 2), Self.license(end: .unknown), Self.license(end: .on(day)),
      Self.license("AA", "pex"),
    ]
    #expect(Set(all).count == all.count)
    #expect(Self.license() == Self.license())
    #expect(all.allSatisfy { $0.hasPrefix("license-") && $0.utf8.count == 24 })
  }
}
