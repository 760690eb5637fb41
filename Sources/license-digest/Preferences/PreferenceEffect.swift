internal import Licensing

/// What saving changes in tonight's messages, reader by reader.
struct PreferenceEffect {
  /// One reader's message that is not what it was.
  struct Change {
    var reader: String
    var kind: MessageKind
    /// The message was not sent, or is no longer sent.
    var starts = false
    var stops = false
    var gained = Lines()
    var lost = Lines()

    var isNothing: Bool { !starts && !stops && gained.isEmpty && lost.isEmpty }
  }

  /// Lines of a message's sections of expiring licenses and of alerts.
  struct Lines {
    var expiring: [ExpiringTerm] = []
    var alerts: [Alert] = []

    var isEmpty: Bool { expiring.isEmpty && alerts.isEmpty }
    var count: Int { expiring.count + alerts.count }
  }

  /// Sorted by reader; the daily summary before the status notice.
  private(set) var changes: [Change] = []

  /// Compares tonight's messages of all readers of the account.
  init(from before: TonightMessages, to after: TonightMessages) {
    let readers = Set(before.readers + after.readers).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    for reader in readers {
      for kind in [MessageKind.dailySummary, .statusNotice] {
        let old = before.messages(for: reader).first { $0.kind == kind }?.digest
        let new = after.messages(for: reader).first { $0.kind == kind }?.digest
        let change = Change(
          reader: reader, kind: kind, starts: old == nil && new != nil,
          stops: old != nil && new == nil, gained: Self.lines(of: new, without: old),
          lost: Self.lines(of: old, without: new))
        if !change.isNothing { changes.append(change) }
      }
    }
  }

  private static func lines(of own: Licensing.Digest?, without other: Licensing.Digest?) -> Lines {
    Lines(
      expiring: left(own?.expiring ?? [], without: other?.expiring ?? [], by: TermKey.init),
      alerts: left(own?.alerts ?? [], without: other?.alerts ?? [], by: AlertKey.init))
  }

  /// What one list has more of than another, in its order.
  private static func left<Line, Key: Hashable>(
    _ lines: [Line], without others: [Line], by key: (Line) -> Key
  ) -> [Line] {
    var counts: [Key: Int] = [:]
    for other in others { counts[key(other), default: 0] += 1 }
    return lines.filter { line in
      guard let count = counts[key(line)], count > 0 else { return true }
      counts[key(line)] = count - 1
      return false
    }
  }

  /// What makes an expiring line the same line, whatever band it is in.
  private struct TermKey: Hashable {
    let license: Int
    let quantity: Int
    let end: CalendarDate
    let texts: [TextID]

    init(_ line: ExpiringTerm) {
      license = line.term.license
      quantity = line.quantity
      end = line.endDate
      texts = [line.term.type, line.term.subscription, line.term.sku]
    }
  }

  /// What makes a line of alerts the same line.
  private struct AlertKey: Hashable {
    let type: AlertType
    let virtualAccount: Int?
    let quantity: Int
    let due: CalendarDate?
    let texts: [TextID]

    init(_ alert: Alert) {
      type = alert.type
      virtualAccount = alert.virtualAccount
      quantity = alert.quantity
      due = alert.actionDue
      texts = [alert.subject, alert.subscription, alert.statedType ?? .empty]
    }
  }
}
