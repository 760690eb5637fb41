import Testing

@testable import Rendering

struct EventTimeTests {
  @Test(arguments: [
    ("2026-11-21T16:05:00Z", 16, 5, "UTC"), ("2026-11-21 16:05", 16, 5, ""),
    ("2026-11-21T00:00:00.000+00:00", 0, 0, "UTC"), ("2026-11-21T23:59:59,5z", 23, 59, "UTC"),
    ("2026-11-21 16:05:00 +0530", 16, 5, "UTC+5:30"), ("21 Nov 2026 16:05-08", 16, 5, "UTC−8"),
    ("Nov 21, 2026 4:05 PM", 16, 5, ""), ("Nov 21, 2026 12:05 AM UTC", 0, 5, "UTC"),
    ("Nov 21, 2026 12:05:09 pm (PST)", 12, 5, "(PST)"),
    ("2026-11-21 9:05 Europe/Paris", 9, 5, "Europe/Paris"),
  ])
  func `a time of day is read with its zone`(text: String, hour: Int, minute: Int, zone: String) {
    let time = EventTime(Array(text.utf8)[...])
    #expect(time?.hour == hour && time?.minute == minute && time?.zone == zone)
  }

  @Test(arguments: [
    "", "2026-11-21", "20261121T160500Z", "24:00", "16:60", "16:5", "116:05", "16:05 at noon",
    "13:05 PM",
    "0:05 AM", "16:05+5", "16:05+05:3", "16:05+0530x", "16:05:00;Z", "a:05", ":", "16:", "16:05:",
    "16:05.",
  ])
  func `anything else is left as written`(text: String) {
    let isRead = EventTime(Array(text.utf8)[...]) != nil
    #expect(isRead == ["16:05:", "16:05."].contains(text))
  }
}
