internal import Licensing

/// The users or the dismissals of an export in XML, and the bytes of the document with one changed,
/// added or removed.
///
/// Every byte that belongs to no changed attribute or element stays: comments, blanks, the kind of
/// quotes, entities, elements of other namespaces.
struct XMLEdit {
  /// An element within a user.
  struct Child {
    var element: XMLElement
    var range: Range<Int>
    /// An address, or a virtual account's name.
    var text: String
  }

  /// A `<user>` and the account it is in.
  struct User {
    /// As written, trimmed.
    var account: String
    var email: String
    var tag: XMLTag
    var children: [Child] = []
    /// Behind its end tag.
    var end: Int
  }

  /// A `<dismissal>` and the account it is in.
  struct Dismissal {
    /// As written, trimmed.
    var account: String
    var tag: XMLTag
    /// Behind its end tag.
    var end: Int
  }

  let text: [UInt8]
  private(set) var users: [User] = []
  private(set) var dismissals: [Dismissal] = []

  /// Finds the users; nil where the tags are not understood.
  init?(_ text: [UInt8]) {
    self.text = text
    guard let tags = XMLTag.tags(of: text) else { return nil }
    var open: [(element: XMLElement?, tag: XMLTag)] = []
    for tag in tags {
      if tag.kind == .end {
        guard let last = open.popLast() else { return nil }
        close(last.element, last.tag, end: tag)
        continue
      }
      let parent = open.last?.element
      let isKnown = (open.isEmpty || parent != nil) && isOurs(tag)
      let element = isKnown ? XMLElement(string(tag.name), in: parent) : nil
      let account =
        element == .user || element == .dismissal
        ? value("domain", of: open[open.count - 1].tag) ?? "" : ""
      if element == .dismissal {
        dismissals.append(Dismissal(account: account, tag: tag, end: tag.range.upperBound))
      }
      if element == .user {
        users.append(
          User(
            account: account, email: value("email", of: tag) ?? "", tag: tag,
            end: tag.range.upperBound))
      }
      if tag.kind == .start { open.append((element, tag)) } else { close(element, tag, end: tag) }
    }
    guard open.isEmpty else { return nil }
  }

  /// What a user's attribute says, trimmed; nil where it has none of this name.
  func value(_ name: String, of tag: XMLTag) -> String? {
    attribute(name, of: tag).map { decoded(text[$0.value]) }
  }

  /// What a user states, as typed.
  func stored(_ user: User) -> StoredPreferences {
    var stored = StoredPreferences()
    for field in PreferenceField.allCases where field != .additionalEmails {
      stored[field] = value(field.rawValue, of: user.tag)
    }
    let addresses = user.children.filter { $0.element == .additionalEmail }.map(\.text)
    stored[.additionalEmails] = addresses.isEmpty ? nil : addresses.joined(separator: ", ")
    let names = user.children.filter { $0.element == .listedAccount }.map { child in
      child.text.contains { ";\"".contains($0) }
        ? "\"" + child.text.replacing("\"", with: "\"\"") + "\"" : child.text
    }
    // An empty attribute says nothing, and then the elements count.
    let attribute = value("virtual-accounts", of: user.tag)
    stored.virtualAccounts =
      names.isEmpty || attribute?.isEmpty == false ? attribute : names.joined(separator: ";")
    return stored
  }

  private mutating func close(_ element: XMLElement?, _ start: XMLTag, end: XMLTag) {
    if element == .dismissal {
      dismissals[dismissals.count - 1].end = end.range.upperBound
      return
    }
    guard let element, !users.isEmpty else { return }
    let user = users.count - 1
    switch element {
    case .user: users[user].end = end.range.upperBound
    case .additionalEmail, .listedAccount:
      let range = start.range.lowerBound..<end.range.upperBound
      let inside = start.kind == .empty ? 0..<0 : start.range.upperBound..<end.range.lowerBound
      let text =
        element == .listedAccount
        ? value("name", of: start) ?? "" : decoded(Self.withoutMarks(text[inside]))
      users[user].children.append(Child(element: element, range: range, text: text))
    default: break
    }
  }

  /// Whether an element is of no namespace, in a parent of no namespace.
  private func isOurs(_ tag: XMLTag) -> Bool {
    !text[tag.name].contains(UInt8(ascii: ":")) && (value("xmlns", of: tag) ?? "").isEmpty
  }

  func attribute(_ name: String, of tag: XMLTag) -> XMLTag.Attribute? {
    tag.attributes.first { text[$0.name].elementsEqual(name.utf8) }
  }

  private func string(_ range: Range<Int>) -> String {
    String(decoding: text[range], as: UTF8.self)
  }

  /// Text of an attribute or element with its references resolved, trimmed.
  private func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    var decoded: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "&"), let end = rest.firstIndex(of: UInt8(ascii: ";")) else {
        decoded.append(byte)
        continue
      }
      decoded += Self.resolved(String(decoding: rest[..<end], as: UTF8.self)).utf8
      rest = rest[(end + 1)...]
    }
    return String(decoding: TextCleaning.trimmed(decoded[...]), as: UTF8.self)
  }

  /// The text of an element: comments and instructions taken out, what is in CDATA as references.
  private static func withoutMarks(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var kept: [UInt8] = []
    var rest = bytes
    while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
      kept += rest[..<open]
      rest = rest[open...]
      let isData = rest.starts(with: "<![CDATA[".utf8)
      let isComment = rest.starts(with: "<!--".utf8)
      let end = isData ? "]]>" : isComment ? "-->" : ">"
      guard let close = rest.firstRange(of: end.utf8) else { break }
      if isData {
        let data = rest[rest.index(open, offsetBy: 9)..<close.lowerBound]
        kept += data.flatMap { $0 == UInt8(ascii: "&") ? Array("&amp;".utf8) : [$0] }
      }
      rest = rest[close.upperBound...]
    }
    return (kept + rest)[...]
  }

  private static func resolved(_ name: String) -> String {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      let digits = name.dropFirst()
      let code = digits.first == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return String(code.flatMap(Unicode.Scalar.init) ?? "\u{fffd}")
    }
  }
}
