internal import Licensing
internal import Rendering

/// What the files of the whole run say of one account.
struct AccountEntry: Sendable {
  /// What `run.json` counts of an account.
  struct Counts: Codable, Sendable {
    var licenses = 0
    var terms = 0
    var instances = 0
    var events = 0
    var preferences = 0
    var major = 0
    var minor = 0

    /// Whether each could be a count, and the sum of a million accounts too.
    var isSound: Bool {
      [licenses, terms, instances, events, preferences, major, minor].allSatisfy(
        (0...(1 << 40)).contains)
    }

    static func += (left: inout Counts, right: Counts) {
      left.licenses += right.licenses
      left.terms += right.terms
      left.instances += right.instances
      left.events += right.events
      left.preferences += right.preferences
      left.major += right.major
      left.minor += right.minor
    }
  }

  /// How long an account has been as it is, and whether it lost most of its licenses.
  struct Memory: Codable, Sendable {
    /// The first report date on which its lines were these; nil where it has none.
    var unchangedSince: CalendarDate?
    /// Whether that is longer ago than the configuration has it.
    var isStale = false
    var isLoss = false
    /// How many of its alerts are dismissed.
    var dismissed = 0

    /// Whether it could be of a run, and the sum of a million accounts too.
    var isSound: Bool { (0...(1 << 40)).contains(dismissed) }
  }

  var manifests: [MessageManifest] = []
  /// In the order of `messages.jsonl`: the names of files begin with the kind.
  var sortedManifests: [MessageManifest] {
    manifests.count < 2
      ? manifests : manifests.sorted { $0.stem.utf8.lexicographicallyPrecedes($1.stem.utf8) }
  }
  var counts = Counts()
  /// What the metrics tell of the time since earlier runs.
  var memory = Memory()
  /// Its lines of the `renewals.csv` of all accounts.
  var renewals: [UInt8] = []
  /// What there is to say of its memory, and of licenses it lost.
  var notes: [Diagnostic] = []
  /// What the pages of all accounts show; nil where no pages are made.
  var overview: AccountOverview?
}
