import Testing

@testable import Exports
@testable import Licensing

struct WrittenDateTests {
  @Test(
    arguments: [
      ("2026-12-21", "2026-12-21"), ("2026/12/21", "2026-12-21"), ("2026.12.21", "2026-12-21"),
      ("20261221", "2026-12-21"), ("2026-1-7", "2026-01-07"), ("2026-Dec-21", "2026-12-21"),
      ("21-Dec-2026", "2026-12-21"), ("7-DEC-2026", "2026-12-07"), ("Dec 21, 2026", "2026-12-21"),
      ("Apr 7,2020", "2020-04-07"), ("21 December 2026", "2026-12-21"),
      ("21/may/2026", "2026-05-21"), ("21.12.2026", "2026-12-21"), ("1.2.2026", "2026-02-01"),
      ("12/21/2026", "2026-12-21"), ("21/12/2026", "2026-12-21"), ("21-12-2026", "2026-12-21"),
      ("03/03/2026", "2026-03-03"), ("2026-12-21T23:59:59", "2026-12-21"),
      ("2026-12-21T23:59:59.123Z", "2026-12-21"), ("2026-12-21T00:00Z", "2026-12-21"),
      ("2026-12-21T23:59:59+02:00", "2026-12-21"), ("2026-12-21 23:59:59", "2026-12-21"),
      ("2026-12-21 00:00:00+00:00", "2026-12-21"), ("2026-12-21 10:00", "2026-12-21"),
      ("12/21/2026 11:59:59 PM", "2026-12-21"), ("Dec 21, 2026 1:05 am CET", "2026-12-21"),
      ("2026-Nov-21 16:05:00 UTC", "2026-11-21"), ("20261221T23:59", "2026-12-21"),
      ("1970-01-01", "1970-01-01"), ("9999-12-31", "9999-12-31"), ("2028-02-29", "2028-02-29"),
      ("2026-12-21Z", "2026-12-21"), ("2026-12-21-08:00", "2026-12-21"),
      ("Mon, 21 Dec 2026", "2026-12-21"), ("Monday, December 21st, 2026", "2026-12-21"),
      ("Mon, 21 Dec 2026 23:59:59 GMT", "2026-12-21"), ("1st December 2026", "2026-12-01"),
      ("22nd Sept 2027", "2027-09-22"), ("3rd-Feb-2027", "2027-02-03"),
      ("Dec 11th, 2026", "2026-12-11"), ("Mon Dec 21 16:05:00 2026", "2026-12-21"),
      ("Mon Dec 21 16:05:00 UTC 2026", "2026-12-21"), ("Tue Dec  1 00:00:00 2026", "2026-12-01"),
      (
        "Mon Dec 21 2026 00:00:00 GMT+0100 (Central European Standard Time)", "2026-12-21"
      ),
      ("2026-12-21T00:00:00+01:00[Europe/Paris]", "2026-12-21"),
    ] as [(String, String)])
  func `a text that names one day is that day`(text: String, iso: String) {
    #expect(date(text)?.iso == iso)
  }

  @Test(arguments: [
    "", "2026-02-29", "2026-13-01", "10000-01-01", "1969-12-31", "03/04/2026", "04-03-2026",
    "12/21/26", "21-Dec-26", "21.12.26", "2026-12", "2026-12-21T25:00:00", "2026-12-21 13:05 PM",
    "2026-12-21x", "2026-12-21T", "2026-12/21", "31.02.2026", "Dek 21, 2026", "21 12 2026",
    "2026 Dec Dec", "December 2026", "-2026-12-21", "2026-12-21-", "2026-12-21+2", "2026-12-21z",
    "2026-02-30Z", "0000-00-00", "32/13/2026", "Tue, 21 Dec 2026", "Mon Mon 21 Dec 2026",
    "1th December 2026", "11st December 2026", "Decem 21, 2026", "Mon Dec 21 16:05:00 26",
    "Dec 21 2026 2027", "21 Dec 2026 (UTC)", "[2026-12-21]",
  ])
  func `a text that names no day, or more than one, is none`(text: String) {
    #expect(date(text) == nil)
  }

  @Test(
    arguments: [
      ("03/04/2026", .mdy, "2026-03-04"), ("03/04/2026", .dmy, "2026-04-03"),
      ("3-4-2026", .mdy, "2026-03-04"), ("21/12/2026", .mdy, "2026-12-21"),
      ("03.04.2026", .mdy, "2026-04-03"), ("03/04/2026 12:00:00", .dmy, "2026-04-03"),
      ("31/04/2026", .dmy, nil), ("2026/03/04", .dmy, "2026-03-04"),
    ] as [(String, DateOrder, String?)])
  func `an order decides where both would do, each value by itself`(
    text: String, order: DateOrder, iso: String?
  ) {
    #expect(date(text, order)?.iso == iso)
  }

  @Test func `every day reads back in every form`() {
    for number in stride(from: 0, through: Int32(2_932_896), by: 9_973) {
      let day = CalendarDate(dayNumber: number)
      let (year, month, date) = day.components
      let name = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
      ][month - 1]
      let forms = [day.iso, day.iso.replacing("-", with: "/"), "\(date) \(name) \(year)"]
      for form in forms { #expect(self.date(form) == day, "\(form)") }
    }
  }

  private func date(_ text: String, _ order: DateOrder? = nil) -> CalendarDate? {
    let bytes = Array(text.utf8)
    return WrittenDate.date(bytes.span, order: order)
  }
}
