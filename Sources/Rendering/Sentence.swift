/// A sentence with its `{name}` places found once.
///
/// A class, since a copy of a structure of lists would count a reference to each at every use.
final class Sentence: Sendable {
  /// What stands before a place, and the place; the last part has none.
  private struct Part {
    var end: Int
    /// In `places`; -1: none.
    var place: Int
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
      parts.append(Part(end: text.count, place: places.count))
      places.append(String(rest[rest.index(after: open)..<close]))
      rest = rest[rest.index(after: close)...]
    }
    text += rest.utf8
    parts.append(Part(end: text.count, place: -1))
    (self.text, self.parts, self.places) = (text, parts, places)
  }

  /// Appends the sentence; `fill` appends what stands at a place and says whether it knows it.
  ///
  /// A place it does not know is left as it is written.
  func write(
    to bytes: inout [UInt8], _ fill: (_ place: String, inout [UInt8]) -> Bool = { _, _ in false }
  ) {
    var start = 0
    for part in parts {
      bytes.append(contentsOf: text[start..<part.end])
      start = part.end
      guard part.place >= 0 else { return }
      let name = places[part.place]
      if !fill(name, &bytes) { bytes += "{\(name)}".utf8 }
    }
  }

  /// The sentence with its places filled.
  func filled(_ values: KeyValuePairs<String, String>, count: String = "") -> String {
    var bytes: [UInt8] = []
    write(to: &bytes) { place, bytes in
      if place == "count" && !count.isEmpty {
        bytes += count.utf8
        return true
      }
      guard let value = values.first(where: { $0.key == place })?.value else { return false }
      bytes += value.utf8
      return true
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
