internal import Licensing

/// A sentence with its `{name}` places found once.
///
/// A class, since a copy of a structure of lists would count a reference to each at every use.
final class Sentence: Sendable {
  /// The places that lines fill, known by their names.
  enum Place: String {
    case count, date, seats, days, inUse, owned, detail, meaning, status, since, due, label, text
    case day, month, year, weekday
  }

  /// What stands before a place, and the place; the last part has none.
  private struct Part {
    var end: Int
    /// nil: one that no line fills.
    var place: Place?
  }

  /// The names of the places, in their order.
  let places: [String]
  /// The bytes between the places, in a row.
  private let text: [UInt8]
  private let parts: [Part]

  /// Finds the places of a sentence as a locale file writes it.
  init(_ written: String) {
    var (text, parts, places): ([UInt8], [Part], [String]) = ([], [], [])
    var rest = written[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text += rest[..<open].utf8
      let name = String(rest[rest.index(after: open)..<close])
      parts.append(Part(end: text.count, place: Place(rawValue: name)))
      places.append(name)
      rest = rest[rest.index(after: close)...]
    }
    text += rest.utf8
    parts.append(Part(end: text.count))
    (self.text, self.parts, self.places) = (text, parts, places)
  }

  /// Appends the sentence; `fill` appends what stands at a place and says whether it knows it.
  ///
  /// A place it does not know is left as it is written.
  func write(
    to bytes: inout [UInt8], _ fill: (Place, inout [UInt8]) -> Bool = { _, _ in false }
  ) {
    let (text, parts) = (text, parts)
    var start = 0
    for index in parts.indices {
      let part = parts[index]
      if start < part.end { bytes.append(copying: text.span.extracting(start..<part.end)) }
      start = part.end
      guard index < places.count else { return }
      if let place = part.place, fill(place, &bytes) { continue }
      bytes += "{\(places[index])}".utf8
    }
  }

  /// The sentence with its places filled.
  func filled(_ values: KeyValuePairs<String, String>, count: String = "") -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(128)
    let text = text
    var start = 0
    for (index, part) in parts.enumerated() {
      bytes.append(copying: text.span.extracting(start..<part.end))
      start = part.end
      guard index < places.count else { break }
      let name = places[index]
      if name == "count" && !count.isEmpty {
        bytes += count.utf8
      } else {
        bytes += (values.first { $0.key == name }?.value ?? "{\(name)}").utf8
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The singular and the plural of a sentence.
struct PluralSentence: Sendable {
  let one: Sentence
  let other: Sentence
  /// CLDR: in French 0 and 1 are singular, in English 1 alone.
  let isZeroSingular: Bool

  /// The form for a count.
  func form(for count: Int) -> Sentence {
    count == 1 || count == 0 && isZeroSingular ? one : other
  }
}
