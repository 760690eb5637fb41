internal import Licensing

/// Values of fields. A bad one is reported by the call that decodes it; whoever calls says whether
/// the value or the row is lost.
extension RowDecoder {
  /// A name that must not be empty; nil rejects the row.
  mutating func name(_ column: Column, _ what: String, _ bytes: Span<UInt8>) -> TextID? {
    let name = text(column, bytes)
    guard name.isEmpty else { return name }
    error("empty-name", "the \(what) is empty", loss: .row, at: location(of: column))
    return nil
  }

  /// Whether a column's value, of which nothing could be read, says something nevertheless.
  mutating func isStated(_ column: Column, _ bytes: Span<UInt8>) -> Bool {
    mistypedColumns & (1 << UInt64(column.rawValue)) != 0 || !isEmpty(column, bytes)
  }

  /// A count; nil where empty or bad, and a bad one is reported.
  @inline(__always) mutating func count(
    _ column: Column, _ what: String, loss: Diagnostic.Loss, _ bytes: Span<UInt8>
  ) -> Int32? {
    guard let index = layout.index(of: column) else { return nil }
    // Digits are clean.
    return WrittenCount.digits(bytes, record.fields[index].range)
      ?? writtenCount(column, what, loss, bytes)
  }

  private mutating func writtenCount(
    _ column: Column, _ what: String, _ loss: Diagnostic.Loss, _ bytes: Span<UInt8>
  ) -> Int32? {
    let thousands = options.rule?.thousands
    let (isEmpty, count) = withField(column, bytes) {
      ($0.isEmpty, WrittenCount.count($0, thousands: thousands))
    }
    if isEmpty || count != nil { return count }
    let value = string(column, bytes)
    if WrittenCount.looksGrouped(Array(value.utf8)) {
      error(
        "bad-count",
        "\(what) \(value.quoted) is not a count (write it without a separator, or set thousands in "
          + "a rule of exports)", loss: loss, value: value, at: location(of: column))
    } else {
      error(
        "bad-count", "\(what) \(value.quoted) is not a count (expected digits, 0 to 999999999)",
        loss: loss, value: value, at: location(of: column))
    }
    return nil
  }

  /// A day; nil where empty or bad, and a bad one is reported.
  @inline(__always) mutating func date(
    _ column: Column, _ what: String, loss: Diagnostic.Loss, _ bytes: Span<UInt8>
  ) -> CalendarDate? {
    guard let index = layout.index(of: column) else { return nil }
    // Digits and dashes are clean.
    return WrittenDate.iso(bytes, record.fields[index].range)
      ?? writtenDate(column, what, loss, bytes)
  }

  private mutating func writtenDate(
    _ column: Column, _ what: String, _ loss: Diagnostic.Loss, _ bytes: Span<UInt8>
  ) -> CalendarDate? {
    let order = options.rule?.dateOrder ?? options.dateOrder
    let (isEmpty, date) = withField(column, bytes) {
      ($0.isEmpty, WrittenDate.date($0, order: order))
    }
    if isEmpty || date != nil { return date }
    let value = string(column, bytes)
    let written = Array(value.utf8)
    if WrittenDate.needsOrder(written.span) {
      error(
        "bad-date",
        "\(what) \(value.quoted) may be either of two days (set date_order to mdy or dmy)",
        loss: loss, value: value, at: location(of: column))
    } else {
      error(
        "bad-date", "\(what) \(value.quoted) is not a day (expected YYYY-MM-DD)", loss: loss,
        value: value, at: location(of: column))
    }
    return nil
  }

  /// Yes or no in any of the accepted words; empty or missing is no.
  ///
  /// What cannot be read counts as yes: a typing error must not silence an alert.
  mutating func flag(_ column: Column, _ what: String, _ bytes: Span<UInt8>) -> Bool {
    let text = text(column, bytes)
    for known in flags where known.text == text { return known.isOn }
    let word = rows.texts.string(text)
    if let isOn = FlagWord.meaning(of: word) {
      if flags.count < Self.mostRemembered { flags.append((text, isOn)) }
      return isOn
    }
    error(
      "bad-flag", "\(what) \(word.quoted) is neither yes nor no and counts as yes", loss: .value,
      value: word, at: location(of: column))
    return true
  }
}
