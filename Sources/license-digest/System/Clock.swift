internal import Glibc
internal import Licensing

/// What a run may know of time: what day it is, and how long something took.
enum Clock {
  /// A moment on a clock that only goes forward, to say how long a run took.
  static var moment: ContinuousClock.Instant { .now }

  /// Today in the machine's time zone: the only place that reads the time of day.
  ///
  /// nil where the clock says a year that no calendar date has.
  static var today: CalendarDate? {
    var seconds = time(nil)
    var parts = unsafe tm()
    guard unsafe localtime_r(&seconds, &parts) != nil else { return nil }
    let (year, month) = unsafe (Int(parts.tm_year) + 1_900, Int(parts.tm_mon) + 1)
    let day = unsafe Int(parts.tm_mday)
    return CalendarDate(year: year, month: month, day: day)
  }
}
