import Testing

@testable import license_digest

struct ProgressTests {
  @Test(
    arguments: [
      (.reading, 0, 1_000, 0, 0.0, "Reading exports   0 %"),
      (
        .reading, 430, 1_000, 1_250_000, 1.0, "Reading exports   43 %   1,250,000 rows/s   2 s left"
      ),
      (.reading, 500, 1_000, 0, 90.0, "Reading exports   50 %   1 min 30 s left"),
      (.reading, 430, 1_000, 1_250_000, 0.2, "Reading exports   43 %"),
      (.accounts, 999, 1_000, 7, 1.0, "Making messages   99 %   999 accounts/s   1 s left"),
      (.accounts, 1_000, 1_000, 7, 2.0, "Making messages   100 %   500 accounts/s"),
      // A file that grows gives more than it was listed with.
      (.pages, 1_001, 1_000, 7, 1.0, "Making pages   100 %   1,001 pages/s"),
      (.pages, 0, 0, 0, 1.0, "Making pages   0 %"),
    ] as [(Progress.Phase, Int, Int, Int, Double, String)])
  func `the line names the phase, the share done, the speed and the time left`(
    phase: Progress.Phase, done: Int, whole: Int, rows: Int, seconds: Double, line: String
  ) {
    let state = Progress.State(phase: phase, done: done, whole: whole, rows: rows)
    #expect(state.line(after: seconds) == line)
  }

  @Test func `each phase begins with nothing done`() {
    let progress = Progress()
    progress.begin(.reading, whole: 10)
    progress.add(4)
    progress.add(rows: 3)
    #expect(progress.state.done == 4)
    progress.begin(.accounts, whole: 2)
    #expect(progress.state.done == 0)
    #expect(progress.state.whole == 2)
    #expect(progress.state.rows == 3)
  }

  @Test func `nobody is shown a line that was not asked for`() {
    #expect(ProgressDisplay(.never, isQuiet: false) == nil)
    #expect(ProgressDisplay(.auto, isQuiet: true) == nil)
  }
}
