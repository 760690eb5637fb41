internal import Licensing

/// The values of `account.json` that are no single word.
extension MemoryCursor {
  /// A day, or none.
  mutating func optionalDay() throws(Damage) -> CalendarDate? {
    let text = try text()
    if text.isEmpty { return nil }
    guard let day = CalendarDate(iso: String(decoding: text, as: UTF8.self)) else {
      throw Damage()
    }
    return day
  }

  /// A day that may not be missing.
  mutating func day() throws(Damage) -> CalendarDate {
    guard let day = try optionalDay() else { throw Damage() }
    return day
  }

  /// The end of a line.
  private mutating func end() throws(Damage) -> TermEnd {
    let text = try text()
    if text.isEmpty { return .never }
    if text == AccountFile.unknown { return .unknown }
    guard let day = CalendarDate(iso: String(decoding: text, as: UTF8.self)) else {
      throw Damage()
    }
    return .on(day)
  }

  /// `[virtual account, license, sku, type, subscription, quantity, start, end]`.
  mutating func line() throws(Damage) -> AccountLine {
    var key = AccountLine.Key(
      virtualAccount: [], license: [], subscription: [], sku: [], type: [])
    var facts = AccountLine.Facts(quantity: 0, start: nil, end: .never)
    var count = 0
    try elements { cursor throws(Damage) in
      switch count {
      case 0: key.virtualAccount = try cursor.name()
      case 1: key.license = try cursor.name()
      case 2: key.sku = try cursor.text()
      case 3: key.type = try cursor.text()
      case 4: key.subscription = try cursor.text()
      case 5: facts.quantity = try cursor.number()
      case 6: facts.start = try cursor.optionalDay()
      case 7: facts.end = try cursor.end()
      default: throw Damage()
      }
      count += 1
    }
    guard count == 8 else { throw Damage() }
    return AccountLine(key: key, facts: facts)
  }

  /// Lines of a base.
  private mutating func lines() throws(Damage) -> [AccountLine] {
    var lines: [AccountLine] = []
    try elements { cursor throws(Damage) in lines.append(try cursor.line()) }
    return lines
  }

  private static let baseNames = Names(
    "date", "unchanged_since", "licenses", "before_loss", "lines", "gone", "alerts")

  /// What the file's run was compared with; nil for null.
  mutating func base() throws(Damage) -> MemoryBase? {
    if try isNull() { return nil }
    var (date, since): (CalendarDate?, CalendarDate?)
    var base = MemoryBase(
      date: CalendarDate(dayNumber: 0), unchangedSince: CalendarDate(dayNumber: 0))
    var reader = MemoryAlertReader()
    try members(Self.baseNames.all) { cursor, name throws(Damage) in
      switch name {
      case 0: date = try cursor.day()
      case 1: since = try cursor.day()
      case 2: base.licenses = try cursor.number()
      case 3: base.loss = try cursor.lossMemory()
      case 4: base.lines = try cursor.lines()
      case 5: base.gone = try cursor.lines()
      default:
        try cursor.elements { cursor throws(Damage) in
          base.alerts.append(try reader.alert(&cursor).alert)
        }
      }
    }
    guard let date else { throw Damage() }
    (base.date, base.unchangedSince) = (date, since ?? date)
    return base
  }

  private static let dismissalNames = Names(
    "until", "end_date", "severity", "seats_short", "worse")

  /// What is remembered of a dismissal; nil for null.
  mutating func dismissalMemory() throws(Damage) -> DismissalMemory? {
    if try isNull() { return nil }
    var (until, end): (CalendarDate?, CalendarDate?)
    var severity: Severity?
    var short: Int?
    var isWorse = false
    try members(Self.dismissalNames.all) { cursor, name throws(Damage) in
      switch name {
      case 0: until = try cursor.optionalDay()
      case 1: end = try cursor.optionalDay()
      case 2: severity = Severity(rawValue: String(decoding: try cursor.text(), as: UTF8.self))
      case 3: short = try cursor.optionalNumber()
      default: isWorse = try cursor.flag() ?? false
      }
    }
    guard let severity else { throw Damage() }
    return DismissalMemory(
      until: until, end: end, severity: severity, seatsShort: short, isWorse: isWorse)
  }

  private static let lossNames = Names("licenses", "runs", "virtual_accounts")

  /// What is remembered of lost licenses; nothing for null.
  mutating func lossMemory() throws(Damage) -> LossMemory {
    var loss = LossMemory()
    if try isNull() { return loss }
    var (before, runs): (Int?, Int?)
    try members(Self.lossNames.all) { cursor, name throws(Damage) in
      switch name {
      case 0: before = try cursor.optionalNumber()
      case 1: runs = try cursor.optionalNumber()
      default:
        try cursor.elements { cursor throws(Damage) in
          var (name, numbers): ([UInt8], [Int]) = ([], [])
          var count = 0
          try cursor.elements { cursor throws(Damage) in
            if count == 0 { name = try cursor.name() } else { numbers.append(try cursor.number()) }
            count += 1
          }
          guard numbers.count == 2 else { throw Damage() }
          loss.virtualAccounts[name] = LossMemory.State(before: numbers[0], runs: numbers[1])
        }
      }
    }
    if let before, let runs { loss.account = LossMemory.State(before: before, runs: runs) }
    return loss
  }
}

/// An alert as `account.json` has it.
struct MemoryAlert {
  var alert: RememberedAlert
  /// Whether it was new in the run of the file.
  var isNew: Bool
  /// Whether the run of the file had it from an earlier one, since its exports could not be read.
  var isCarried: Bool

  /// Whether the run before the file's had no such alert: one that is dismissed is never new.
  func began(on date: CalendarDate) -> Bool {
    isNew || alert.dismissed != nil && alert.firstSeen == date
  }
}

/// Reads alerts one after another, each over the memory of the one before.
struct MemoryAlertReader {
  private static let names = Names(
    "type", "severity", "virtual_account", "subject", "subscription_id", "sku", "license_type",
    "start_date", "end_date", "action_due", "seats_short", "first_seen", "new", "carried",
    "dismissed")

  private var buffer: [UInt8] = []
  private var parts = Array(repeating: 0..<0, count: AlertKey.Part.allCases.count)

  mutating func alert(_ cursor: inout MemoryCursor) throws(MemoryCursor.Damage) -> MemoryAlert {
    buffer.removeAll(keepingCapacity: true)
    for index in parts.indices { parts[index] = 0..<0 }
    var severity: Severity?
    var (isNew, isCarried) = (false, false)
    var (due, seen): (CalendarDate?, CalendarDate?)
    var short: Int?
    var dismissed: DismissalMemory?
    // Moved, not copied: two owners would make it grow anew at every alert.
    var (buffer, parts) = (self.buffer, self.parts)
    (self.buffer, self.parts) = ([], [])
    try cursor.members(Self.names.all) { cursor, name throws(MemoryCursor.Damage) in
      switch name {
      case 0: parts[0] = try cursor.text(into: &buffer)
      case 1:
        severity = Severity(rawValue: String(decoding: try cursor.text(), as: UTF8.self))
      case 2...8: parts[name - 1] = try cursor.text(into: &buffer)
      case 9: due = try cursor.optionalDay()
      case 10: short = try cursor.optionalNumber()
      case 11: seen = try cursor.optionalDay()
      case 12: isNew = try cursor.flag() ?? false
      case 13: isCarried = try cursor.flag() ?? false
      default: dismissed = try cursor.dismissalMemory()
      }
    }
    (self.buffer, self.parts) = (buffer, parts)
    guard let severity, !parts[0].isEmpty else { throw MemoryCursor.Damage() }
    return MemoryAlert(
      alert: RememberedAlert(
        key: AlertKey(parts, of: buffer), severity: severity, actionDue: due, seatsShort: short,
        firstSeen: seen, dismissed: dismissed),
      isNew: isNew, isCarried: isCarried)
  }
}
