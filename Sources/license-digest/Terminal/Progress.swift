internal import Synchronization

/// How far a run is: counters that its threads add to, for whoever watches.
final class Progress: Sendable {
  /// What a run spends its time on, in order.
  enum Phase: Int, Sendable {
    /// Its whole is bytes; rows are counted beside them.
    case reading
    /// Its whole is accounts.
    case accounts
    /// Its whole is pages over all accounts.
    case pages
  }

  /// The counters at one moment.
  struct State: Sendable {
    var phase = Phase.reading
    /// Of the phase's whole.
    var done = 0
    var whole = 0
    /// Rows decoded so far; those of XML and JSON are known only when they were read.
    var rows = 0
  }

  private let phase = Atomic(Phase.reading.rawValue)
  private let done = Atomic(0)
  private let whole = Atomic(0)
  private let rows = Atomic(0)

  /// Turns to a phase of which nothing is done yet.
  func begin(_ phase: Phase, whole: Int) {
    self.whole.store(whole, ordering: .relaxed)
    done.store(0, ordering: .relaxed)
    self.phase.store(phase.rawValue, ordering: .relaxed)
  }

  /// Adds what was done.
  func add(_ count: Int) { done.add(count, ordering: .relaxed) }

  /// Adds rows that were decoded.
  func add(rows count: Int) { rows.add(count, ordering: .relaxed) }

  /// The counters now; those of a phase that begins just then may be of two phases.
  var state: State {
    State(
      phase: Phase(rawValue: phase.load(ordering: .relaxed)) ?? .reading,
      done: done.load(ordering: .relaxed), whole: whole.load(ordering: .relaxed),
      rows: rows.load(ordering: .relaxed))
  }
}

extension Progress.State {
  /// One line: the phase, the share done, how fast, and the time left, after some seconds of
  /// the phase.
  ///
  ///     Reading exports   43 %   1,250,000 rows/s   2 s left
  func line(after seconds: Double) -> String {
    let share = whole > 0 ? min(1, Double(done) / Double(whole)) : 0
    var parts = [name, "\(Int(share * 100)) %"]
    let count = phase == .reading ? rows : done
    // Before that neither speed nor time left is worth a number.
    guard seconds >= 0.3 else { return parts.joined(separator: "   ") }
    if count > 0 {
      parts.append("\(Self.grouped(Int(Double(count) / seconds))) \(unit)/s")
    }
    if share > 0.01, share < 1 {
      parts.append("\(Self.time(seconds * (1 - share) / share)) left")
    }
    return parts.joined(separator: "   ")
  }

  private var name: String {
    switch phase {
    case .reading: "Reading exports"
    case .accounts: "Making messages"
    case .pages: "Making pages"
    }
  }

  private var unit: String {
    switch phase {
    case .reading: "rows"
    case .accounts: "accounts"
    case .pages: "pages"
    }
  }

  private static func time(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded(.up))
    return whole < 60 ? "\(whole) s" : "\(whole / 60) min \(whole % 60) s"
  }

  private static func grouped(_ number: Int) -> String {
    number < 1_000
      ? "\(number)" : grouped(number / 1_000) + "," + "\(number % 1_000 + 1_000)".dropFirst()
  }
}
