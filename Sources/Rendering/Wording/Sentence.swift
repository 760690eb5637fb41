internal import Licensing

/// A sentence with its `{name}` placeholders found once.
///
/// A class, since a copy of a structure of lists would count a reference to each at every use.
final class Sentence: Sendable {
  /// The placeholders that lines fill, known by their names.
  enum Placeholder: String {
    case count, date, seats, days, inUse, owned, detail, meaning, status, since, due, label, text
    case license
    case day, month, year, weekday, hour, minute, zone
  }

  /// What is before a placeholder, and the placeholder; the last part has none.
  private struct Part {
    var end: Int
    /// nil: one that no line fills.
    var placeholder: Placeholder?
  }

  /// The names of the placeholders, in their order.
  let placeholders: [String]
  /// The bytes between the placeholders, in a row.
  private let text: [UInt8]
  private let parts: [Part]

  /// Finds the placeholders of a sentence as a locale file writes it.
  init(_ written: String) {
    var (text, parts, placeholders): ([UInt8], [Part], [String]) = ([], [], [])
    var rest = Array(written.utf8)[...]
    while let open = rest.firstIndex(of: UInt8(ascii: "{")),
      let close = rest[open...].firstIndex(of: UInt8(ascii: "}"))
    {
      text += rest[..<open]
      let name = String(decoding: rest[(open + 1)..<close], as: UTF8.self)
      parts.append(Part(end: text.count, placeholder: Placeholder(rawValue: name)))
      placeholders.append(name)
      rest = rest[(close + 1)...]
    }
    text += rest
    parts.append(Part(end: text.count))
    (self.text, self.parts, self.placeholders) = (text, parts, placeholders)
  }

  /// Appends the sentence; `fill` appends the value of a placeholder and says whether it has
  /// one.
  ///
  /// A placeholder without a value is left as it is written.
  func write(
    to bytes: inout [UInt8], _ fill: (Placeholder, inout [UInt8]) -> Bool = { _, _ in false }
  ) {
    let (text, parts) = (text, parts)
    var start = 0
    for index in parts.indices {
      let part = parts[index]
      if start < part.end { bytes.append(copying: text.span.extracting(start..<part.end)) }
      start = part.end
      guard index < placeholders.count else { return }
      if let placeholder = part.placeholder, fill(placeholder, &bytes) { continue }
      bytes += "{\(placeholders[index])}".utf8
    }
  }

  /// The sentence with its placeholders filled.
  func filled(_ values: KeyValuePairs<String, String>, count: String = "") -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(128)
    let text = text
    var start = 0
    for (index, part) in parts.enumerated() {
      bytes.append(copying: text.span.extracting(start..<part.end))
      start = part.end
      guard index < placeholders.count else { break }
      let name = placeholders[index]
      if name == "count" && !count.isEmpty {
        bytes += count.utf8
      } else {
        bytes += (values.first { $0.key == name }?.value ?? "{\(name)}").utf8
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
