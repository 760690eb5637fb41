import Testing

@testable import license_digest_preview

struct DismissalEditTests {
  private static let name = AlertName(
    virtualAccount: "A & B", event: "licenses-expiring", subject: "50% \"x\" = 1;+é",
    subscription: "", end: "2026-12-21")

  private func edit(_ action: String, reminder: String = "", reason: String = "r") -> DismissalEdit?
  {
    DismissalEdit(
      FormFields(
        FormFields.encoded([
          ("alert", DismissalEdit.value(Self.name, before: "2027-01-01 -")), ("action", action),
          ("reminder", reminder), ("reason", reason), ("as", "u@a.example"),
        ])))
  }

  @Test func `a form names its alert and what was known of it`() throws {
    let edit = try #require(self.edit("dismiss"))
    #expect(edit.name == Self.name)
    #expect(edit.before == "2027-01-01 -")
    #expect(
      edit.arguments == [
        "--event=licenses-expiring", "--subject=50% \"x\" = 1;+é", "--as=u@a.example",
        "--virtual-account=A & B", "--end-date=2026-12-21", "--reason=r",
      ])
    #expect(self.edit("burn") == nil)
    #expect(DismissalEdit(FormFields("action=dismiss&alert=subject%3Dx")) == nil)
  }

  @Test(arguments: [
    ("2027-03-01", "2027-02-28"), ("2028-03-01", "2028-02-29"), ("2027-01-01", "2026-12-31"),
    ("soon", "soon"), ("", " "), ("2027-3-1", "2027-3-1"), ("2027-13-01", "2027-13-01"),
  ])
  func `whoever is reminded on a day is told nothing until the day before`(
    day: String, until: String
  ) throws {
    let edit = try #require(self.edit("remind", reminder: day))
    #expect(edit.arguments.last == "--until=\(until)")
  }

  @Test func `an empty reason is one for the program to refuse`() throws {
    #expect(try #require(edit("dismiss", reason: "\0")).arguments.last == "--reason= ")
    #expect(try #require(edit("restore")).arguments.count == 5)
  }
}
