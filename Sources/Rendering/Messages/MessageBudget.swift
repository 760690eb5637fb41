/// How many lines of each section a message shows, so that its HTML is not clipped.
struct MessageBudget: Hashable {
  /// Gmail clips a message of over 102 KiB.
  static let limit = 90 * 1_024 - 1

  var expiring: Int
  var major: Int
  var minor: Int
  var events: Int
  var totals: Int

  /// Everything, but no more of each kind than a mail of our own templates can hold, so that a
  /// long list is not rendered in vain.
  ///
  /// `room` 2 allows twice as much: for templates with shorter lines.
  init(_ all: MessageBudget, room: Int) {
    self.init(
      expiring: min(all.expiring, 200 * room), major: min(all.major, 200 * room),
      minor: min(all.minor, 200 * room), events: min(all.events, 400 * room),
      totals: min(all.totals, 800 * room))
  }

  /// So many lines of each kind.
  init(expiring: Int, major: Int, minor: Int, events: Int, totals: Int) {
    self.expiring = expiring
    self.major = major
    self.minor = minor
    self.events = events
    self.totals = totals
  }

  /// Whether some of so many lines may have to be left out.
  var isLong: Bool { expiring + major + minor + events + totals > 64 }

  /// A number for each line, in the order of its section: its slot, or the bytes it took.
  struct Lines {
    var expiring: [Int] = []
    var alerts: [Int] = []
    var events: [Int] = []
    var totals: [Int] = []

    /// The sizes of the lines in these slots.
    func sizes(_ sizes: [Int]) -> Lines {
      Lines(
        expiring: expiring.map { sizes[$0] }, alerts: alerts.map { sizes[$0] },
        events: events.map { sizes[$0] }, totals: totals.map { sizes[$0] })
    }
  }

  /// Leaves out at least so many bytes, in the order of docs/rules.md; false where nothing is left.
  ///
  /// Virtual accounts, which that order does not name, go after the events.
  mutating func leaveOut(_ excess: Int, sizes: Lines) -> Bool {
    let before = self
    var rest = excess
    Self.drop(&minor, Array(sizes.alerts.dropFirst(major)), &rest)
    Self.drop(&events, sizes.events, &rest)
    Self.drop(&totals, sizes.totals, &rest)
    Self.drop(&major, Array(sizes.alerts.prefix(major)), &rest)
    Self.drop(&expiring, sizes.expiring, &rest)
    return self != before
  }

  private static func drop(_ count: inout Int, _ sizes: [Int], _ rest: inout Int) {
    while rest > 0, count > 0 {
      count -= 1
      rest -= sizes[count]
    }
  }
}
