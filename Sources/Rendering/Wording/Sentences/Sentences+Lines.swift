internal import Licensing

/// What is in every line, appended to a buffer.
extension Sentences {
  /// Appends what an alert tells, one sentence without its subject.
  func writeDetail(of alert: Alert, to bytes: inout [UInt8]) {
    let due = alert.actionDue ?? .last
    switch alert.facts {
    case .insufficient(let inUse, let owned):
      phrases[.`alert.insufficient-licenses.detail`].write(to: &bytes) { placeholder, bytes in
        switch placeholder {
        case .inUse: phrases.write(inUse, to: &bytes)
        case .owned: phrases.write(owned, to: &bytes)
        default: return false
        }
        return true
      }
    case .expired(let quantity, let daysAgo, let isCovered):
      let forms =
        isCovered
        ? phrases[.`alert.licenses-expired.covered`] : phrases[.`alert.licenses-expired.detail`]
      write(forms, daysAgo, seats: quantity, day: due, to: &bytes)
    case .outOfCompliance: phrases[.`alert.out-of-compliance.detail`].write(to: &bytes)
    case .expiring(let quantity, let daysLeft, let shortfall):
      phrases[.`alert.licenses-expiring.meaning`].write(to: &bytes) { placeholder, bytes in
        switch placeholder {
        case .detail: writeExpiring(quantity, daysLeft, to: &bytes)
        case .meaning: writeMeaning(ofShortfall: shortfall, after: due, to: &bytes)
        default: return false
        }
        return true
      }
    case .authorization(let isGraceOver, let since, let status):
      writeAuthorization(
        isGraceOver
          ? phrases[.`alert.authorization-expired.graceOver`]
          : phrases[.`alert.authorization-expired.inGrace`], since: since, due: due,
        status: status, to: &bytes)
    case .notRenewed(let since):
      write(phrases[.`alert.failed-to-renew.detail`], short: since, to: &bytes)
    case .notConnected(let since):
      write(phrases[.`alert.failed-to-connect.detail`], short: since, to: &bytes)
    case .carried: phrases[.`alert.carried`].write(to: &bytes)
    case .stated(let type, let message): texts.append(message.isEmpty ? type : message, to: &bytes)
    }
  }

  /// Appends the same, a text of the portal's cut as all free text is.
  func writeShortDetail(of alert: Alert, to bytes: inout [UInt8]) {
    guard alert.statedType != nil else { return writeDetail(of: alert, to: &bytes) }
    bytes += Self.cut(detail(of: alert), to: Self.longestText).utf8
  }

  /// Appends by when to act: `now`, `by 12 Jan 2027`, `since 3 Nov 2026`.
  func writeDue(_ day: CalendarDate, on reportDate: CalendarDate, to bytes: inout [UInt8]) {
    if day == reportDate { return phrases[.`mail.due.now`].write(to: &bytes) }
    write(
      day > reportDate ? phrases[.`mail.due.on`] : phrases[.`mail.due.past`], short: day, to: &bytes
    )
  }

  /// Appends `25 seats`.
  func writeSeats(_ count: Int, to bytes: inout [UInt8]) {
    write(phrases[.seats], count, to: &bytes)
  }

  /// Appends `12 seats short from 24 November`, `the seats in use stay covered`; with the severity
  /// before it where that is major.
  func writeMeaning(of line: ExpiringTerm, to bytes: inout [UInt8]) {
    guard line.severity == .major else {
      return writeMeaning(ofShortfall: line.shortfall, after: line.endDate, to: &bytes)
    }
    writeLabelled(name(of: .major), to: &bytes) { bytes in
      writeMeaning(ofShortfall: line.shortfall, after: line.endDate, to: &bytes)
    }
  }

  /// Appends `ends Mon 23 Nov 2026` or another sentence of one day.
  func write(_ sentence: Sentence, medium day: CalendarDate, to bytes: inout [UInt8]) {
    sentence.write(to: &bytes) { placeholder, bytes in
      guard placeholder == .date else { return false }
      dates.writeMedium(day, to: &bytes)
      return true
    }
  }

  /// Appends a label and its text: `Licenses expired: ISE Apex`.
  func writeLabelled(
    _ label: String, to bytes: inout [UInt8], _ text: (inout [UInt8]) -> Void
  ) {
    phrases[.`list.labelled`].write(to: &bytes) { placeholder, bytes in
      switch placeholder {
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
    case ..<0: write(phrases[.`page.due.ago`], -daysLeft, to: &bytes)
    case 0: phrases[.`mail.today`].write(to: &bytes)
    case 1: phrases[.`mail.tomorrow`].write(to: &bytes)
    default: write(phrases[.`mail.inDays`], daysLeft, to: &bytes)
    }
  }

  /// Appends a sentence that says nothing but a count.
  func write(_ forms: PluralSentence, _ count: Int, to bytes: inout [UInt8]) {
    forms.form(for: count).write(to: &bytes) { placeholder, bytes in
      guard placeholder == .count else { return false }
      phrases.write(count, to: &bytes)
      return true
    }
  }

  /// Appends `today`, `tomorrow`, `17 days` at the right of a column.
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
    bytes += "\u{a0}".utf8
    phrases[.`mail.days`].write(to: &bytes)
  }

  private func writeMeaning(
    ofShortfall seats: Int?, after end: CalendarDate, to bytes: inout [UInt8]
  ) {
    guard let seats else { return phrases[.`mail.unknownUse`].write(to: &bytes) }
    guard seats > 0 else { return phrases[.`mail.covered`].write(to: &bytes) }
    phrases[.`mail.short`].form(for: seats).write(to: &bytes) { placeholder, bytes in
      switch placeholder {
      case .count: phrases.write(seats, to: &bytes)
      case .date: dates.writeDayMonth(end.adding(days: 1), to: &bytes)
      default: return false
      }
      return true
    }
  }

  private func writeExpiring(_ quantity: Int, _ daysLeft: Int, to bytes: inout [UInt8]) {
    switch daysLeft {
    case 0: write(phrases[.`alert.licenses-expiring.today`], seats: quantity, to: &bytes)
    case 1: write(phrases[.`alert.licenses-expiring.tomorrow`], seats: quantity, to: &bytes)
    default:
      write(
        phrases[.`alert.licenses-expiring.detail`], daysLeft, seats: quantity, day: nil, to: &bytes)
    }
  }

  private func write(
    _ forms: PluralSentence, _ count: Int, seats: Int, day: CalendarDate?, to bytes: inout [UInt8]
  ) {
    forms.form(for: count).write(to: &bytes) { placeholder, bytes in
      switch placeholder {
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
    sentence.write(to: &bytes) { placeholder, bytes in
      guard placeholder == .seats else { return false }
      writeSeats(seats, to: &bytes)
      return true
    }
  }

  func write(_ sentence: Sentence, short day: CalendarDate, to bytes: inout [UInt8]) {
    sentence.write(to: &bytes) { placeholder, bytes in
      guard placeholder == .date else { return false }
      dates.writeShort(day, to: &bytes)
      return true
    }
  }

  private func writeAuthorization(
    _ sentence: Sentence, since: CalendarDate?, due: CalendarDate, status: TextID,
    to bytes: inout [UInt8]
  ) {
    (since == nil ? phrases[.`alert.authorization-expired.stated`] : sentence).write(to: &bytes) {
      placeholder, bytes in
      switch (placeholder, since) {
      case (.status, nil): writeName(status, to: &bytes)
      case (.since, let since?): dates.writeShort(since, to: &bytes)
      case (.due, _?): dates.writeShort(due, to: &bytes)
      default: return false
      }
      return true
    }
  }

  /// Appends when an event happened: as the language writes it, or as the export does where that
  /// cannot be read; the day only where nothing else names it.
  func writeTime(of event: Event, isDayNamed: Bool, to bytes: inout [UInt8]) {
    let written = texts.bytes(of: event.time)
    guard let day = event.day else { return writeName(event.time, to: &bytes) }
    if let time = EventTime(written) {
      write(time, on: isDayNamed ? nil : day, to: &bytes)
    } else if written.count(where: { (48...57).contains($0) }) <= 8 {
      dates.writeMedium(day, to: &bytes)
    } else {
      writeName(event.time, to: &bytes)
    }
  }

  /// Appends `Sat 21 Nov 2026, 16:05 UTC`; without a day the time alone.
  func write(_ time: EventTime, on day: CalendarDate?, to bytes: inout [UInt8]) {
    if let day {
      dates.writeMedium(day, to: &bytes)
      bytes += separator
    }
    phrases[time.zone.isEmpty ? .`date.time` : .`date.zonedTime`].write(to: &bytes) {
      placeholder, bytes in
      switch placeholder {
      case .hour: bytes.append(decimal: UInt(time.hour), digits: 2)
      case .minute: bytes.append(decimal: UInt(time.minute), digits: 2)
      case .zone: bytes += time.zone.utf8
      default: return false
      }
      return true
    }
  }
}
