package import Licensing

/// Why the bytes of an export are not changed.
package enum EditingRefusal: Error, Hashable, Sendable {
  /// No file of the kind, or one that breaks midway.
  case notReadable
  /// In an encoding that new bytes cannot be written in.
  case encoding(String)
  /// Bytes that are not of the file's encoding would be lost.
  case undecodable
  /// The row is not where it was read, or is there more than once.
  case notFound
  /// The file has no column or element for these fields.
  case noPlace([PreferenceField])
  /// The file has no column of this name, which the row needs.
  case noColumn(String)
  /// The file has no column of virtual accounts, so that a new user would have no scope.
  case noScope
  /// The changed bytes do not say what was meant.
  case notProven
}

/// An export that is to be changed: its bytes, what every run reads of them, and their text.
///
/// What is given back was read again by the readers of every run, and says exactly what was meant.
struct EditableExport: Sendable {
  /// Its text, as the machine that changes it sees it.
  enum Form: Sendable {
    case csv(CSVEdit)
    case xml(XMLEdit)
  }

  /// As they are on the disk, in their own encoding.
  let bytes: [UInt8]
  /// As every run reads them.
  let rows: ExportRows
  let form: Form
  private let kind: ExportKind
  private let encoding: TextEncoding
  private let source: Source

  /// Where the file is, for reading it again.
  private struct Source: Sendable {
    var file: Int32
    var accountFolder: String?
    var options: ExportOptions

    func rows(of bytes: [UInt8]) -> ExportRows {
      var isRead = false
      return ExportFile.rows(
        file: file, accountFolder: accountFolder, options: options, pieceSize: bytes.count + 1
      ) { buffer in
        if isRead { return }
        buffer.bytes.replaceSubrange(buffer.count..<buffer.count + bytes.count, with: bytes)
        buffer.count += bytes.count
        isRead = true
      }
    }
  }

  /// Reads the bytes of a file of a kind, at an index of the input order.
  init(
    _ bytes: [UInt8], of kind: ExportKind, file: Int32, accountFolder: String?,
    options: ExportOptions
  ) throws(EditingRefusal) {
    (self.bytes, self.kind) = (bytes, kind)
    source = Source(file: file, accountFolder: accountFolder, options: options)
    rows = source.rows(of: bytes)
    guard rows.kind == kind, !rows.isCutShort else { throw .notReadable }
    let isXML = ExportFile.firstMark(of: bytes) == UInt8(ascii: "<")
    encoding =
      isXML
      ? try Self.statedEncoding(bytes)
      : TextEncoding(
        head: bytes.prefix(4), configured: options.rule?.encoding ?? options.encoding)
    form = try Self.form(
      of: Self.decoded(bytes, encoding), kind, isXML: isXML,
      HeaderExpectation(accountFolder: accountFolder, rule: options.rule))
  }

  /// The bytes of another text, once reading them says what is meant and loses no other row.
  func changed(
    to text: [UInt8], saying isMeant: (ExportRows) -> Bool
  ) throws(EditingRefusal) -> [UInt8] {
    guard let encoded = encoding.encode(text) else { throw .notProven }
    let changed = Array(bytes[..<encoding.markLength]) + encoded
    try prove(changed, saying: isMeant)
    return changed
  }

  /// Reads changed bytes as every run would; throws where they say anything but what was meant.
  func prove(
    _ changed: [UInt8], saying isMeant: (ExportRows) -> Bool
  ) throws(EditingRefusal) {
    let read = source.rows(of: changed)
    guard read.kind == kind, !read.isCutShort, read.rejected.count == rows.rejected.count,
      isMeant(read)
    else { throw .notProven }
  }

  /// By index among rows, named by account and word, the element of each: as the row is among
  /// those of its name; names of which there are more or fewer elements than rows are left out.
  func paired<Element>(
    _ rows: [[String]], with elements: [Element],
    named name: (Element) -> (account: String, word: String)
  ) -> [Int: Element] {
    let found = Dictionary(grouping: elements) { element in
      let (account, word) = name(element)
      return [(account.isEmpty ? source.accountFolder ?? "" : account).lowercasedASCII, word]
    }
    var paired: [Int: Element] = [:]
    for (name, indices) in Dictionary(grouping: rows.indices, by: { rows[$0] }) {
      guard let own = found[name], own.count == indices.count else { continue }
      for (index, element) in zip(indices, own) { paired[index] = element }
    }
    return paired
  }
}

extension EditableExport {
  private static func form(
    of text: [UInt8], _ kind: ExportKind, isXML: Bool, _ expectation: HeaderExpectation
  ) throws(EditingRefusal) -> Form {
    if isXML, let edit = XMLEdit(text) { return .xml(edit) }
    if !isXML, let edit = CSVEdit(text, expectation, kind: kind) { return .csv(edit) }
    throw .notReadable
  }

  /// UTF-8 without the byte order mark; throws where turning it back would change a byte.
  private static func decoded(
    _ bytes: [UInt8], _ encoding: TextEncoding
  ) throws(EditingRefusal) -> [UInt8] {
    let rest = Array(bytes[encoding.markLength...])
    if encoding.isUTF8 { return rest }
    var decoder = encoding
    let text = decoder.decode(rest.span)
    guard encoding.encode(text) == rest else { throw .undecodable }
    return text
  }

  /// The encoding of an XML document: by its mark, or as its first line states it.
  private static func statedEncoding(_ bytes: [UInt8]) throws(EditingRefusal) -> TextEncoding {
    let marked = TextEncoding(head: bytes.prefix(4), configured: nil)
    guard marked.markLength == 0, bytes.starts(with: "<?xml".utf8) else {
      // Without a mark and without an ASCII `<` at its beginning it is UTF-16 or UTF-32.
      guard marked.markLength > 0 || !bytes.prefix(4).contains(0) else { throw .encoding("UTF-16") }
      return marked
    }
    let end = bytes.firstIndex(of: UInt8(ascii: ">")) ?? bytes.count
    let declaration = bytes[..<end].split { "\"'=\t\r\n ".utf8.contains($0) }
    guard let key = declaration.firstIndex(where: { $0.elementsEqual("encoding".utf8) }),
      key + 1 < declaration.count
    else { return marked }
    let name = String(decoding: declaration[key + 1], as: UTF8.self)
    switch name.lowercasedASCII {
    case "utf-8", "utf8", "us-ascii", "ascii": return marked
    case "iso-8859-1", "latin1": return TextEncoding(stated: .latin1)
    case "windows-1252", "cp1252": return TextEncoding(stated: .windows1252)
    default: throw .encoding(name)
    }
  }
}
