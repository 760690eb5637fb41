package import Licensing

/// A file of preferences as it stands, and as it would be with one user's row changed or added.
///
/// What is given back was read again by the readers of every run, and says exactly what was meant
/// and nothing else; all bytes that no changed field holds are as they were.
package struct PreferenceFile: Sendable {
  /// Why the file cannot be changed.
  package enum Refusal: Error, Hashable, Sendable {
    /// No file of preferences, or one that breaks midway.
    case notReadable
    /// In an encoding that new bytes cannot be written in.
    case encoding(String)
    /// Bytes that are not of the file's encoding would be lost.
    case undecodable
    /// The row is not where it was read, or stands there more than once.
    case notFound
    /// The file has no column or element that could hold the fields.
    case noPlace([PreferenceField])
    /// The file has no column of virtual accounts, so that a new user would have no scope.
    case noScope
    /// The changed bytes do not say what was meant.
    case notProven
  }

  private enum Form: Sendable {
    case csv(CSVEdit)
    case xml(XMLEdit)
  }

  /// As they stand on the disk, in their own encoding.
  package let bytes: [UInt8]
  /// As every run reads them.
  package let rows: ExportRows
  private let form: Form
  private let encoding: TextEncoding
  private let source: Source

  /// Where the file stands, for reading it again.
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

  /// Reads the bytes of the file at a place of the input order.
  package init(
    _ bytes: [UInt8], file: Int32, accountFolder: String?, options: ExportOptions
  ) throws(Refusal) {
    self.bytes = bytes
    source = Source(file: file, accountFolder: accountFolder, options: options)
    rows = source.rows(of: bytes)
    guard rows.kind == .preferences, !rows.isCutShort else { throw .notReadable }
    let isXML = ExportFile.firstMark(of: bytes) == UInt8(ascii: "<")
    encoding =
      isXML
      ? try Self.statedEncoding(bytes)
      : TextEncoding(
        head: bytes.prefix(4), configured: options.rule?.encoding ?? options.encoding)
    let text = try Self.decoded(bytes, encoding)
    if isXML {
      guard let edit = XMLEdit(text) else { throw .notReadable }
      form = .xml(edit)
    } else {
      let expectation = HeaderExpectation(accountFolder: accountFolder, rule: options.rule)
      guard let edit = CSVEdit(text, expectation) else { throw .notReadable }
      form = .csv(edit)
    }
  }

  /// By location, the place of each row in `rows.preferences`.
  package var places: [SourceLocation: Int] {
    let pairs = rows.preferences.enumerated().map { ($1.location, $0) }
    return Dictionary(pairs) { first, _ in first }
  }

  /// What the file states for rows, places in `rows.preferences`, as typed; nil where not found.
  package func stored(_ places: [Int]) -> [StoredPreferences?] {
    let rows = places.map { self.rows.preferences[$0] }
    switch form {
    case .csv(let edit):
      let found = edit.rows(onLines: Set(rows.map(\.location.line)))
      return rows.map { row in found[row.location.line].map(edit.stored) }
    case .xml(let edit):
      let users = users(in: edit)
      return places.map { users[$0].map(edit.stored) }
    }
  }

  /// Fields that the file has no column for; in XML there is none such.
  package var missing: Set<PreferenceField> {
    guard case .csv(let edit) = form else { return [] }
    return Set(PreferenceField.allCases.filter { edit.layout.index(of: $0.column) == nil })
  }

  /// The lines of records that cannot be read, and hold the address.
  package func brokenLines(with address: String) -> [Int32] {
    guard case .csv(let edit) = form else { return [] }
    return edit.brokenLines(with: address)
  }

  /// The bytes with fields of a row, a place in `rows.preferences`, saying something else.
  package func changing(
    _ place: Int, to values: [PreferenceField: PreferenceValue]
  ) throws(Refusal) -> [UInt8] {
    let row = rows.preferences[place]
    let text: [UInt8]
    switch form {
    case .csv(let edit):
      try checkPlaces(of: values, in: edit)
      guard let found = edit.rows(onLines: [row.location.line])[row.location.line] else {
        throw .notFound
      }
      text = edit.changing(found, values)
    case .xml(let edit):
      guard let user = users(in: edit)[place] else { throw .notFound }
      text = edit.changing(user, values)
    }
    var intended = statements
    intended[place].change(values)
    return try proven(text, saying: intended)
  }

  /// The bytes with a new user in the account of a row, in the manner of that row.
  package func adding(
    _ email: String, with values: [PreferenceField: PreferenceValue], beside place: Int
  ) throws(Refusal) -> [UInt8] {
    let row = rows.preferences[place]
    var statement = PreferenceStatement(
      account: rows.texts.string(row.account), email: email)
    statement.change(values)
    var intended = statements
    let text: [UInt8]
    switch form {
    case .csv(let edit):
      guard edit.layout.index(of: .virtualAccounts) != nil else { throw .noScope }
      try checkPlaces(of: values.filter { !$0.value.saysNothing }, in: edit)
      guard let found = edit.rows(onLines: [row.location.line])[row.location.line] else {
        throw .notFound
      }
      text = edit.adding(values, email: email, like: found)
      intended.append(statement)
    case .xml(let edit):
      guard let user = users(in: edit)[place] else { throw .notFound }
      text = edit.adding(values, email: email, behind: user)
      intended.insert(statement, at: place + 1)
    }
    return try proven(text, saying: intended)
  }

  private func checkPlaces(
    of values: [PreferenceField: PreferenceValue], in edit: CSVEdit
  ) throws(Refusal) {
    let missing = PreferenceField.allCases.filter { field in
      values[field] != nil && edit.layout.index(of: field.column) == nil
    }
    if !missing.isEmpty { throw .noPlace(missing) }
  }

  /// By place in `rows.preferences`, the row's element: as the row stands among those of its account
  /// and address; those of which there are more or fewer elements than rows are left out.
  private func users(in edit: XMLEdit) -> [Int: XMLEdit.User] {
    let texts = rows.texts
    let places = Dictionary(grouping: rows.preferences.indices) { place in
      let row = rows.preferences[place]
      return [texts.string(row.account), texts.string(row.email)]
    }
    let elements = Dictionary(grouping: edit.users) { user in
      let domain = user.account.isEmpty ? source.accountFolder ?? "" : user.account
      return [domain.lowercasedASCII, user.email]
    }
    var users: [Int: XMLEdit.User] = [:]
    for (key, own) in places where elements[key]?.count == own.count {
      for (place, user) in zip(own, elements[key] ?? []) { users[place] = user }
    }
    return users
  }

  private var statements: [PreferenceStatement] { Self.statements(of: rows) }

  private static func statements(of rows: ExportRows) -> [PreferenceStatement] {
    rows.preferences.map { PreferenceStatement($0, texts: rows.texts) }
  }

  /// The bytes of a text, once reading them gives these statements and loses no other row.
  private func proven(
    _ text: [UInt8], saying intended: [PreferenceStatement]
  ) throws(Refusal) -> [UInt8] {
    guard let encoded = encoding.encode(text) else { throw .notProven }
    let changed = Array(bytes[..<encoding.markLength]) + encoded
    try prove(changed, saying: intended)
    return changed
  }

  /// Reads changed bytes as every run would; throws where they say anything but what was meant.
  func prove(_ changed: [UInt8], saying intended: [PreferenceStatement]) throws(Refusal) {
    let read = source.rows(of: changed)
    guard read.kind == .preferences, !read.isCutShort,
      read.rejected.count == rows.rejected.count, Self.statements(of: read) == intended
    else { throw .notProven }
  }
}

extension PreferenceFile {
  /// UTF-8 without the byte order mark; throws where turning it back would change a byte.
  private static func decoded(
    _ bytes: [UInt8], _ encoding: TextEncoding
  ) throws(Refusal) -> [UInt8] {
    let rest = Array(bytes[encoding.markLength...])
    if encoding.isUTF8 { return rest }
    var decoder = encoding
    let text = decoder.decode(rest.span)
    guard encoding.encode(text) == rest else { throw .undecodable }
    return text
  }

  /// The encoding of an XML document: by its mark, or as its first line states it.
  private static func statedEncoding(_ bytes: [UInt8]) throws(Refusal) -> TextEncoding {
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
