internal import FoundationEssentials
internal import Licensing

/// What the run published in a folder says of itself, as far as the next run needs it.
///
/// The folder is input: what cannot be true is as if it were not said.
struct PreviousRun: Sendable {
  /// Its report date.
  let date: CalendarDate?
  /// The day its milestones and events were counted from.
  let since: CalendarDate?
  /// How many licenses it read.
  let licenses: Int

  /// A run of these facts.
  init(date: CalendarDate?, since: CalendarDate?, licenses: Int) {
    (self.date, self.since, self.licenses) = (date, since, licenses)
  }

  /// The run in a folder; nil where there is none of ours.
  init?(in folder: String) {
    guard let file = RunFile.read(in: folder), file.generator == RunFile.generator else {
      return nil
    }
    self.init(
      date: file.date.flatMap { CalendarDate(iso: $0) },
      since: file.since.flatMap { CalendarDate(iso: $0) },
      licenses: max(0, file.counts?.licenses ?? 0))
  }

  /// The day that the run of a date counts from: this run's, but 31 days back at most; where it is
  /// of the same date, the day it counted from itself; else the day before.
  func since(before date: CalendarDate) -> CalendarDate {
    let dayBefore = date.adding(days: -1)
    guard let last = self.date else { return dayBefore }
    if last == date { return since.flatMap { $0 < date ? $0 : nil } ?? dayBefore }
    return last < date ? max(last, date.adding(days: -31)) : dayBefore
  }

  /// Ends a run that read under half the licenses of this one: an export that lost so much is more
  /// likely broken than true.
  func guardAgainstShrinking(to now: Int) throws(RunFailure) {
    guard now < licenses - now else { return }
    throw RunFailure(
      "licenses read: \(now), in the previous run: \(licenses); nothing is published "
        + "(--accept-shrunk publishes all the same)")
  }
}

/// The part of `run.json` that says whose it is, and of what.
private struct RunFile: Decodable {
  static let generator = "license-digest"
  /// In bytes; the run of a million exports has a third of it.
  static let largest = 512 << 20

  struct Counts: Decodable { var licenses: Int? }

  var generator: String?
  var date: String?
  var since: String?
  var counts: Counts?

  /// nil where there is none, or none that can be read: then the folder is not ours.
  static func read(in folder: String) -> RunFile? {
    guard let bytes = try? FileReading.bytes(of: folder + "/run.json", limit: largest) else {
      return nil
    }
    return try? JSONDecoder().decode(RunFile.self, from: Data(bytes))
  }
}
