internal import Licensing

/// Reads the `account.json` of an earlier run, as far as tonight differs from it.
///
/// For an earlier run of the same report date it returns what that run was compared with, so that
/// a repeated run tells the same news.
struct AccountFileReader {
  typealias Damage = MemoryCursor.Damage

  private static let names = Names(
    "generator", "version", "account", "account_name", "date", "unchanged_since", "counts",
    "before_loss", "lines", "base", "alerts")
  private static let countNames = Names("licenses")

  private let lines: LineTexts
  private let account: SmartAccount
  private let texts: TextTable
  private var cursor: MemoryCursor
  private var found = Found()
  /// Where the values begin that are read once all others are known.
  private var starts: (lines: Int?, alerts: Int?)

  /// What is in the file beside lines and alerts.
  private struct Found {
    var generator: [UInt8] = []
    var version = 0
    var account: [UInt8] = []
    var name: [UInt8] = []
    var date: CalendarDate?
    var unchangedSince: CalendarDate?
    var licenses = 0
    var loss = LossMemory()
    var base: MemoryBase?
  }

  /// A reader of these bytes beside tonight's lines of the account.
  init(_ bytes: [UInt8], lines: LineTexts, of account: SmartAccount, texts: TextTable) {
    cursor = MemoryCursor(bytes)
    (self.lines, self.account, self.texts) = (lines, account, texts)
  }

  /// The display name it states; empty where none.
  var accountName: [UInt8] { found.name }

  /// What tonight's run is compared with; nil where the earlier run of tonight's date was compared
  /// with nothing.
  mutating func memory(of run: PreviousFolder, on date: CalendarDate) throws(Damage)
    -> AccountMemory?
  {
    try readAll()
    guard found.generator == Array("license-digest".utf8), found.version == AccountFile.version,
      found.account == Array(texts.bytes(of: account.domain)), found.date == run.date,
      let unchangedSince = found.unchangedSince
    else { throw Damage() }
    if run.date == date {
      guard let base = found.base else { return nil }
      return try memory(of: base, before: date)
    }
    var memory = AccountMemory(
      date: run.date, unchangedSince: unchangedSince, licenses: found.licenses, loss: found.loss)
    try compareLines(with: nil, into: &memory)
    let alerts = try readAlerts()
    memory.alerts = alerts.map(\.alert)
    memory.waiting = Self.waiting(alerts)
    return memory
  }

  /// What the earlier run of tonight's date was compared with.
  private mutating func memory(
    of base: MemoryBase, before date: CalendarDate
  ) throws(Damage) -> AccountMemory {
    var memory = AccountMemory(
      date: base.date, unchangedSince: base.unchangedSince, licenses: base.licenses,
      loss: base.loss)
    try compareLines(with: base, into: &memory)
    let own = Set(base.alerts.map(\.key))
    let alerts = try readAlerts()
    memory.alerts =
      alerts.filter { !$0.began(on: date) && !own.contains($0.alert.key) }.map(\.alert)
    memory.alerts += base.alerts
    memory.waiting = Self.waiting(alerts)
    return memory
  }

  private mutating func readAll() throws(Damage) {
    var (own, found) = (cursor, found)
    var starts: (lines: Int?, alerts: Int?) = (nil, nil)
    let lines = lines
    try own.members(Self.names.all) { cursor, name throws(Damage) in
      switch name {
      case 0: found.generator = try cursor.text()
      case 1: found.version = try cursor.number()
      case 2: found.account = try cursor.text()
      case 3: found.name = try cursor.text()
      case 4: found.date = try cursor.optionalDay()
      case 5: found.unchangedSince = try cursor.optionalDay()
      case 6:
        try cursor.members(Self.countNames.all) { cursor, _ throws(Damage) in
          found.licenses = try cursor.number()
        }
      case 7: found.loss = try cursor.lossMemory()
      case 8:
        _ = cursor.peek()
        starts.lines = cursor.index
        if ByteComparison.isEqual(cursor.bytes, from: cursor.index, to: lines.bytes) {
          cursor.skip(lines.bytes.count)
        } else {
          try cursor.skipValue()
        }
      case 9: found.base = try cursor.base()
      default:
        _ = cursor.peek()
        starts.alerts = cursor.index
        try cursor.skipValue()
      }
    }
    guard own.isAtEnd(), starts.lines != nil, starts.alerts != nil else { throw Damage() }
    (cursor, self.found, self.starts) = (own, found, starts)
  }

  /// Finds what only one side has; `base` says how the compared run differs from the file.
  private func compareLines(
    with base: MemoryBase?, into memory: inout AccountMemory
  ) throws(Damage) {
    var difference = LineDifference(lines, of: account, texts: texts)
    if let start = starts.lines,
      !ByteComparison.isEqual(cursor.bytes, from: start, to: lines.bytes)
    {
      var own = MemoryCursor(cursor.bytes, from: start)
      try own.elements { cursor throws(Damage) in try difference.take(&cursor) }
    } else {
      difference.takeAll()
    }
    if let base { difference.turnBack(gone: base.gone, lines: base.lines) }
    (memory.gone, memory.added) = difference.result
  }

  private static func waiting(_ alerts: [MemoryAlert]) -> Set<ExportKind> {
    Set(alerts.lazy.filter(\.isCarried).map(\.alert.key.type.kind))
  }

  private func readAlerts() throws(Damage) -> [MemoryAlert] {
    var alerts: [MemoryAlert] = []
    guard let start = starts.alerts else { return alerts }
    var own = MemoryCursor(cursor.bytes, from: start)
    var reader = MemoryAlertReader()
    try own.elements { cursor throws(Damage) in alerts.append(try reader.alert(&cursor)) }
    return alerts
  }
}

/// Names of members, as bytes.
struct Names: Sendable {
  let all: [[UInt8]]

  init(_ names: String...) { all = names.map { Array($0.utf8) } }
}

/// What an earlier run was compared with, as its file says it: by what differs from the file.
struct MemoryBase {
  var date: CalendarDate
  var unchangedSince: CalendarDate
  var licenses = 0
  var loss = LossMemory()
  /// Lines that the file has not.
  var lines: [AccountLine] = []
  /// Lines of the file that it had not.
  var gone: [AccountLine] = []
  /// Alerts that are not in the file, or there in another state.
  var alerts: [RememberedAlert] = []
}
