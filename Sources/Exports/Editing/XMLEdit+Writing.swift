internal import Licensing

/// New bytes for one row.
extension XMLEdit {
  /// The text with fields of a user saying something else.
  func changing(_ user: User, _ values: [PreferenceField: PreferenceValue]) -> [UInt8] {
    var splices: [Splice] = []
    var added: [UInt8] = []
    for field in PreferenceField.allCases {
      guard let value = values[field], field != .additionalEmails else { continue }
      let old = attribute(field.rawValue, of: user.tag)
      let written = value.written(
        separator: " ", like: old.map { String(decoding: text[$0.value], as: UTF8.self) } ?? "")
      if let old {
        let quote = text[old.value.upperBound]
        splices.append(Splice(range: old.value, bytes: Self.escaped(written, quote: quote)))
      } else {
        added += attributeBytes(field.rawValue, written, like: user.tag)
      }
    }
    let index = endOfAttributes(user.tag)
    splices.append(Splice(range: index..<index, bytes: added))
    if case .addresses(let addresses) = values[.additionalEmails] {
      splices += self.splices(for: addresses, of: user)
    }
    return text.applying(splices)
  }

  /// The text with a user behind another one, in the manner of that one.
  func adding(
    _ values: [PreferenceField: PreferenceValue], email: String, behind user: User
  ) -> [UInt8] {
    var bytes = blanks(before: user.tag.range.lowerBound) + Array("<user".utf8)
    bytes += attributeBytes("email", email, like: user.tag)
    bytes += attributeBytes("virtual-accounts", "*", like: user.tag)
    for field in PreferenceField.allCases {
      guard let value = values[field], field != .additionalEmails else { continue }
      let written = value.written(separator: " ", like: "")
      bytes += attributeBytes(field.rawValue, written, like: user.tag)
    }
    bytes += Array("/>".utf8)
    return text.applying([Splice(range: user.end..<user.end, bytes: bytes)])
  }

  /// The text with a dismissal behind another one, in the manner of that one.
  func adding(
    _ attributes: [(name: String, value: String)], behind other: Dismissal
  ) -> [UInt8] {
    var bytes = blanks(before: other.tag.range.lowerBound) + Array("<dismissal".utf8)
    for attribute in attributes where !attribute.value.isEmpty {
      bytes += attributeBytes(attribute.name, attribute.value, like: other.tag)
    }
    bytes += Array("/>".utf8)
    return text.applying([Splice(range: other.end..<other.end, bytes: bytes)])
  }

  /// The text without dismissals, each with the blanks before it.
  func removing(_ dismissals: [Dismissal]) -> [UInt8] {
    text.applying(
      dismissals.map { dismissal in
        let start = dismissal.tag.range.lowerBound
        return Splice(
          range: start - blanks(before: start).count..<dismissal.end)
      })
  }

  /// Elements that are not wanted go with the blanks before them; new ones follow the last child.
  private func splices(for addresses: [String], of user: User) -> [Splice] {
    let old = user.children.filter { $0.element == .additionalEmail }
    let wanted = Set(addresses.map(\.lowercasedASCII))
    let there = Set(old.map(\.text.lowercasedASCII))
    var splices: [Splice] = []
    for child in old where !wanted.contains(child.text.lowercasedASCII) {
      let start = child.range.lowerBound - blanks(before: child.range.lowerBound).count
      splices.append(Splice(range: start..<child.range.upperBound))
    }
    let added = addresses.filter { !there.contains($0.lowercasedASCII) }
    guard !added.isEmpty else { return splices }
    let outer = blanks(before: user.tag.range.lowerBound)
    let step = Self.step(outer)
    let lead =
      user.children.last.map { blanks(before: $0.range.lowerBound) } ?? (lastLine(outer) + step)
    let elements = added.flatMap { address in
      lead + Array("<additional-email>".utf8) + Self.escaped(address, quote: UInt8(ascii: "\""))
        + Array("</additional-email>".utf8)
    }
    if user.tag.kind == .empty {
      let end = user.tag.range.upperBound
      let close = lastLine(outer) + Array("</user>".utf8)
      splices.append(
        Splice(range: end - 2..<end, bytes: Array(">".utf8) + elements + close))
    } else {
      let index = user.children.last?.range.upperBound ?? user.tag.range.upperBound
      splices.append(Splice(range: index..<index, bytes: elements))
    }
    return splices
  }

  private func endOfAttributes(_ tag: XMLTag) -> Int {
    tag.attributes.last.map { $0.value.upperBound + 1 } ?? tag.name.upperBound
  }

  private func attributeBytes(_ name: String, _ value: String, like tag: XMLTag) -> [UInt8] {
    let quote = tag.attributes.last.map { text[$0.value.upperBound] } ?? UInt8(ascii: "\"")
    return Array(" \(name)=".utf8) + [quote] + Self.escaped(value, quote: quote) + [quote]
  }

  /// The blanks that are directly before an index.
  private func blanks(before index: Int) -> [UInt8] {
    let start = text[..<index].lastIndex { !TextCleaning.isBlank($0) }.map { $0 + 1 } ?? 0
    return Array(text[start..<index])
  }

  /// How much deeper a child is than a user behind these blanks.
  private static func step(_ blanks: [UInt8]) -> [UInt8] {
    guard blanks.contains(UInt8(ascii: "\n")) else { return [] }
    return Array((blanks.last == UInt8(ascii: "\t") ? "\t" : "  ").utf8)
  }

  /// Blanks from their last line end on; all of them where they hold none.
  private func lastLine(_ blanks: [UInt8]) -> [UInt8] {
    guard let end = blanks.lastIndex(of: UInt8(ascii: "\n")) else { return [] }
    let isPair = end > 0 && blanks[end - 1] == UInt8(ascii: "\r")
    return Array(blanks[(isPair ? end - 1 : end)...])
  }

  /// A value as an attribute or element holds it.
  private static func escaped(_ value: String, quote: UInt8) -> [UInt8] {
    value.utf8.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: "&"): Array("&amp;".utf8)
      case UInt8(ascii: "<"): Array("&lt;".utf8)
      case UInt8(ascii: ">"): Array("&gt;".utf8)
      case quote: Array((quote == UInt8(ascii: "'") ? "&apos;" : "&quot;").utf8)
      default: [byte]
      }
    }
  }
}
