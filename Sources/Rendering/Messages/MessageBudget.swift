/// How many lines of each section a message shows, so that its HTML is not clipped.
struct MessageBudget: Hashable {
  /// The most bytes of HTML: under 90 KiB, since Gmail clips a message of over 102 KiB.
  static let limit = 90 * 1_024 - 1

  var expiring: Int
  var renewed: Int
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
      expiring: min(all.expiring, 200 * room), renewed: min(all.renewed, 200 * room),
      major: min(all.major, 200 * room),
      minor: min(all.minor, 200 * room), events: min(all.events, 400 * room),
      totals: min(all.totals, 800 * room))
  }

  /// A budget of these numbers of lines.
  init(expiring: Int, renewed: Int, major: Int, minor: Int, events: Int, totals: Int) {
    self.expiring = expiring
    self.renewed = renewed
    self.major = major
    self.minor = minor
    self.events = events
    self.totals = totals
  }

  /// Whether some of a number of lines may have to be left out.
  var isLong: Bool { expiring + renewed + major + minor + events + totals > 64 }

  /// A number for each line, in the order of its section: its slot, or the bytes it took.
  struct Lines {
    var expiring: [Int] = []
    var renewed: [Int] = []
    var alerts: [Int] = []
    var events: [Int] = []
    var totals: [Int] = []

    /// The sizes of the lines in these slots.
    func sizes(_ sizes: [Int]) -> Lines {
      Lines(
        expiring: expiring.map { sizes[$0] }, renewed: renewed.map { sizes[$0] },
        alerts: alerts.map { sizes[$0] },
        events: events.map { sizes[$0] }, totals: totals.map { sizes[$0] })
    }
  }

  /// The numbers of lines to which each section is cut, tried in this order until the mail fits.
  ///
  /// The last two are for names so long that a few lines fill a mail.
  private static let floors = [10, 5, 3, 1, 0]

  /// Leaves out at least that many bytes; false where nothing is left.
  ///
  /// Renewed lines go first, then minor alerts, events, major alerts from the latest action due,
  /// expiring lines from the latest end, and virtual accounts. No section goes below a floor before
  /// all sections are down to it.
  mutating func leaveOut(_ excess: Int, sizes: Lines) -> Bool {
    let before = self
    var rest = excess
    let major = Array(sizes.alerts.prefix(self.major))
    let minor = Array(sizes.alerts.dropFirst(self.major))
    for floor in Self.floors where rest > 0 {
      Self.drop(&renewed, sizes.renewed, to: floor, &rest)
      Self.drop(&self.minor, minor, to: floor, &rest)
      Self.drop(&events, sizes.events, to: floor, &rest)
      Self.drop(&self.major, major, to: floor, &rest)
      Self.drop(&expiring, sizes.expiring, to: floor, &rest)
      Self.drop(&totals, sizes.totals, to: floor, &rest)
    }
    return self != before
  }

  private static func drop(_ count: inout Int, _ sizes: [Int], to floor: Int, _ rest: inout Int) {
    while rest > 0, count > floor {
      count -= 1
      rest -= sizes[count]
    }
  }
}
