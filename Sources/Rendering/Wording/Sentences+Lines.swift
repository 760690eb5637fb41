internal import Licensing

/// What stands in every line, appended to a buffer.
extension Sentences {
  /// Appends what an alert tells, one sentence without its subject.
  func writeDetail(of alert: Alert, to bytes: inout [UInt8]) {
    switch alert.facts {
    case .insufficient(let inUse, let owned):
      lines.insufficient.write(to: &bytes) { place, bytes in
        switch place {
        case .inUse: phrases.write(inUse, to: &bytes)
        case .owned: phrases.write(owned, to: &bytes)
        default: return false
        }
        return true
      }
    case .expired(let quantity, let daysAgo, let isCovered):
      let forms = isCovered ? lines.expiredCovered : lines.expired
      write(forms, daysAgo, seats: quantity, day: alert.actionDue, to: &bytes)
    case .outOfCompliance: lines.outOfCompliance.write(to: &bytes)
    case .expiring(let quantity, let daysLeft, let shortfall):
      lines.expiringMeaning.write(to: &bytes) { place, bytes in
        switch place {
        case .detail: writeExpiring(quantity, daysLeft, to: &bytes)
        case .meaning: writeMeaning(ofShortfall: shortfall, after: alert.actionDue, to: &bytes)
        default: return false
        }
        return true
      }
    case .authorization(let isGraceOver, let since, let status):
      writeAuthorization(
        isGraceOver ? lines.graceOver : lines.inGrace, since: since, due: alert.actionDue,
        status: status, to: &bytes)
    case .notRenewed(let since): write(lines.notRenewed, short: since, to: &bytes)
    case .notConnected(let since): write(lines.notConnected, short: since, to: &bytes)
    }
  }

  /// Appends by when to act: `now`, `by 12 Jan 2027`, `since 3 Nov 2026`.
  func writeDue(_ day: CalendarDate, on reportDate: CalendarDate, to bytes: inout [UInt8]) {
    if day == reportDate { return lines.dueNow.write(to: &bytes) }
    write(day > reportDate ? lines.dueOn : lines.duePast, short: day, to: &bytes)
  }

  /// Appends `25 seats`.
  func writeSeats(_ count: Int, to bytes: inout [UInt8]) {
    write(lines.seats, count, to: &bytes)
  }

  /// Appends `12 seats short from 24 November`, `covered by other terms`; with the severity before
  /// it where that is major.
  func writeMeaning(of line: ExpiringTerm, to bytes: inout [UInt8]) {
    guard line.severity == .major else {
      return writeMeaning(ofShortfall: line.shortfall, after: line.endDate, to: &bytes)
    }
    writeLabelled(lines.severities.major, to: &bytes) { bytes in
      writeMeaning(ofShortfall: line.shortfall, after: line.endDate, to: &bytes)
    }
  }

  /// Appends `ends Mon 23 Nov 2026` or another sentence of one day.
  func write(_ sentence: Sentence, medium day: CalendarDate, to bytes: inout [UInt8]) {
    sentence.write(to: &bytes) { place, bytes in
      guard place == .date else { return false }
      dates.writeMedium(day, to: &bytes)
      return true
    }
  }

  /// Appends a label and its text: `Licenses expired: ISE Apex`.
  func writeLabelled(
    _ label: String, to bytes: inout [UInt8], _ text: (inout [UInt8]) -> Void
  ) {
    lines.labelled.write(to: &bytes) { place, bytes in
      switch place {
      case .label: bytes += label.utf8
      case .text: text(&bytes)
      default: return false
      }
      return true
    }
  }

  /// Appends `today`, `tomorrow`, `in 17 days`, `2 days ago`.
  func writeWhen(_ daysLeft: Int, to bytes: inout [UInt8]) {
    switch daysLeft {
    case ..<0: write(lines.daysAgo, -daysLeft, to: &bytes)
    case 0: lines.today.write(to: &bytes)
    case 1: lines.tomorrow.write(to: &bytes)
    default: write(lines.inDays, daysLeft, to: &bytes)
    }
  }

  /// Appends a sentence that says nothing but a count.
  func write(_ forms: PluralSentence, _ count: Int, to bytes: inout [UInt8]) {
    forms.form(for: count).write(to: &bytes) { place, bytes in
      guard place == .count else { return false }
      phrases.write(count, to: &bytes)
      return true
    }
  }

  /// Appends `today`, `tomorrow`, `17 days` at the right of so many columns.
  func writeDays(_ daysLeft: Int, to bytes: inout [UInt8], width: Int) {
    let start = bytes.count
    writeDays(daysLeft, to: &bytes)
    let columns = DisplayWidth.of(bytes[start...])
    guard columns < width else { return }
    bytes.insert(
      contentsOf: repeatElement(UInt8(ascii: " "), count: width - columns), at: start)
  }

  private func writeDays(_ daysLeft: Int, to bytes: inout [UInt8]) {
    guard daysLeft > 1 else { return writeWhen(daysLeft, to: &bytes) }
    bytes.append(decimal: UInt(daysLeft), digits: 1)
    bytes.append(UInt8(ascii: " "))
    lines.days.write(to: &bytes)
  }

  private func writeMeaning(
    ofShortfall seats: Int?, after end: CalendarDate, to bytes: inout [UInt8]
  ) {
    guard let seats else { return lines.unknownUse.write(to: &bytes) }
    guard seats > 0 else { return lines.covered.write(to: &bytes) }
    lines.short.form(for: seats).write(to: &bytes) { place, bytes in
      switch place {
      case .count: phrases.write(seats, to: &bytes)
      case .date: dates.writeDayMonth(end.adding(days: 1), to: &bytes)
      default: return false
      }
      return true
    }
  }

  private func writeExpiring(_ quantity: Int, _ daysLeft: Int, to bytes: inout [UInt8]) {
    switch daysLeft {
    case 0: write(lines.expiringToday, seats: quantity, to: &bytes)
    case 1: write(lines.expiringTomorrow, seats: quantity, to: &bytes)
    default: write(lines.expiring, daysLeft, seats: quantity, day: nil, to: &bytes)
    }
  }

  private func write(
    _ forms: PluralSentence, _ count: Int, seats: Int, day: CalendarDate?, to bytes: inout [UInt8]
  ) {
    forms.form(for: count).write(to: &bytes) { place, bytes in
      switch place {
      case .count: phrases.write(count, to: &bytes)
      case .seats: writeSeats(seats, to: &bytes)
      case .date:
        guard let day else { return false }
        dates.writeShort(day, to: &bytes)
      default: return false
      }
      return true
    }
  }

  private func write(_ sentence: Sentence, seats: Int, to bytes: inout [UInt8]) {
    sentence.write(to: &bytes) { place, bytes in
      guard place == .seats else { return false }
      writeSeats(seats, to: &bytes)
      return true
    }
  }

  private func write(_ sentence: Sentence, short day: CalendarDate, to bytes: inout [UInt8]) {
    sentence.write(to: &bytes) { place, bytes in
      guard place == .date else { return false }
      dates.writeShort(day, to: &bytes)
      return true
    }
  }

  private func writeAuthorization(
    _ sentence: Sentence, since: CalendarDate?, due: CalendarDate, status: TextID,
    to bytes: inout [UInt8]
  ) {
    (since == nil ? lines.stated : sentence).write(to: &bytes) { place, bytes in
      switch (place, since) {
      case (.status, nil): texts.append(status, to: &bytes)
      case (.since, let since?): dates.writeShort(since, to: &bytes)
      case (.due, _?): dates.writeShort(due, to: &bytes)
      default: return false
      }
      return true
    }
  }
}
