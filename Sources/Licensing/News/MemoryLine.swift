/// A line as a memory keeps it: the terms of a license that are alike in all but their seats.
///
/// Alike are terms of one license, and so of one virtual account, with the same subscription, SKU,
/// type, start and end; their seats are summed.
package struct MemoryLine: Hashable, Sendable {
  /// Index in the account's `licenses`.
  package var license: Int
  /// Empty where none is stated.
  package var subscription: TextID
  /// Empty where none is stated.
  package var sku: TextID
  /// As written; empty where none is stated.
  package var type: TextID
  /// The first day; nil where the terms have always run.
  package var start: CalendarDate?
  /// When the terms end.
  package var end: TermEnd
  /// The seats of all its terms.
  package var quantity: Int
  /// How many terms are in it.
  package var orders: Int

  /// The line of one term.
  package init(_ term: Term) {
    license = term.license
    subscription = term.subscription
    sku = term.sku
    type = term.type
    start = term.start
    end = term.end
    quantity = term.quantity
    orders = 1
  }

  /// Whether a line is of the same terms, whatever their seats.
  fileprivate func isAlike(_ other: MemoryLine) -> Bool {
    end == other.end && start == other.start && subscription == other.subscription
      && sku == other.sku && type == other.type && license == other.license
  }

  /// The order of lines of one license: subscription, SKU, type, end, start.
  fileprivate func precedes(_ other: MemoryLine, _ texts: TextTable) -> Bool {
    if subscription != other.subscription {
      return texts.precedes(subscription, other.subscription)
    }
    if sku != other.sku { return texts.precedes(sku, other.sku) }
    if type != other.type { return texts.precedes(type, other.type) }
    if end != other.end { return PackedDay(end).number < PackedDay(other.end).number }
    return (start?.dayNumber ?? -1) < (other.start?.dayNumber ?? -1)
  }
}

extension SmartAccount {
  /// The lines of all terms with seats, by virtual account, license, subscription, SKU, type, end
  /// (no end, then an unknown one last) and start (none first).
  package func memoryLines(texts: TextTable) -> [MemoryLine] {
    var lines: [MemoryLine] = []
    lines.reserveCapacity(terms.count)
    var own: [MemoryLine] = []
    for license in licenses {
      own.removeAll(keepingCapacity: true)
      for index in license.terms where terms[index].quantity > 0 {
        own.append(MemoryLine(terms[index]))
      }
      if own.count > 1 { own.sort { $0.precedes($1, texts) } }
      for line in own {
        if let last = lines.last, last.isAlike(line) {
          lines[lines.count - 1].quantity += line.quantity
          lines[lines.count - 1].orders += 1
        } else {
          lines.append(line)
        }
      }
    }
    return lines
  }
}
