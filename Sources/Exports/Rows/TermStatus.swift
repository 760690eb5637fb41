internal import Licensing

/// What a term's own status says of its seats.
enum TermStatus {
  /// Its days and its quantity decide.
  case usual
  /// Cancelled, or not yet granted: no seats.
  case withoutSeats
  /// Not in force, whatever its days.
  case expired
  /// Not in force where no start is stated.
  case future

  /// By the letters of the word alone.
  init(_ word: String) {
    let letters = word.lowercasedASCII.utf8.filter { (97...122).contains($0) }
    switch String(decoding: letters, as: UTF8.self) {
    case "canceled", "cancelled", "pending": self = .withoutSeats
    case "expired": self = .expired
    case "future": self = .future
    default: self = .usual
    }
  }
}

extension FieldDecoding {
  /// What the record's term says of itself; where it has no status of its own, its license's is read.
  mutating func termStatus(_ bytes: Span<UInt8>) -> TermStatus {
    var text = text(.termStatus, bytes)
    if text.isEmpty { text = self.text(.status, bytes) }
    if text.isEmpty { return .usual }
    for known in termStatuses where known.text == text { return known.status }
    let status = TermStatus(rows.texts.string(text))
    if termStatuses.count < 8 { termStatuses.append((text, status)) }
    return status
  }
}
