internal import Glibc
internal import Licensing

/// What a run finds where it runs: variables, clocks, terminals, its own program.
enum Environment {
  /// The value of an environment variable.
  static func value(of name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  /// Whether standard error is a terminal.
  static var isTerminal: Bool { isatty(2) == 1 }

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

  /// Where the running program lies; fails where `/proc` is not mounted.
  static func program() throws(RunFailure) -> String {
    guard let path = FileReading.realPath("/proc/self/exe") else {
      throw RunFailure("the program finds neither itself nor its arguments: /proc is not mounted")
    }
    return path
  }
}
