import Glibc
@testable import Exports
@testable import Licensing

/// Reads one export whose bytes come in pieces of a size.
func rows(of bytes: [UInt8], pieces: Int, folder: String? = nil) -> ExportRows {
  var start = 0
  return ExportFile.rows(
    file: 0, accountFolder: folder, options: ExportOptions(), pieceSize: pieces
  ) { buffer in
    let piece = bytes[start..<min(start + pieces, bytes.count)]
    buffer.bytes.replaceSubrange(buffer.count..<buffer.count + piece.count, with: piece)
    buffer.count += piece.count
    start += piece.count
  }
}

/// What was read, as text for whoever looks at two readings that differ.
private func facts(_ rows: ExportRows) -> [String] {
  let texts = rows.texts
  func text(_ id: TextID) -> String { texts.string(id) }
  var facts = ["\(String(describing: rows.kind)) \(rows.kept) \(rows.isCutShort)"]
  facts.append(String(describing: rows.pages))
  facts += rows.diagnostics.map { "\($0)" }
  facts += rows.licenses.map { row in
    "\(text(row.account)) \(text(row.virtualAccount)) \(text(row.license)) \(row.quantity) "
      + "\(row.end) \(row.location)"
  }
  facts += rows.instances.map { "\(text($0.account)) \(text($0.name)) \($0.location)" }
  facts += rows.events.map { "\(text($0.account)) \(text($0.message)) \($0.location)" }
  facts += rows.preferences.map { "\(text($0.account)) \(text($0.email)) \($0.additionalEmails)" }
  facts += rows.dismissals.map { "\(text($0.account)) \(text($0.subject)) \($0.location)" }
  facts += rows.alerts.map { "\(text($0.account)) \(text($0.message)) \($0.location)" }
  facts += rows.rejected.map { "\(text($0.account)) \(text($0.virtualAccount)) \($0.kind)" }
  return facts
}

/// A number that two ways of reading must agree on: to make texts of all takes most of the time.
private func hash(of rows: ExportRows) -> Int {
  var hasher = Hasher()
  func add(_ texts: [TextID], _ location: SourceLocation) {
    for text in texts { hasher.combine(rows.texts.bytes(of: text)) }
    hasher.combine(location)
  }
  hasher.combine(rows.kind)
  hasher.combine(rows.isCutShort)
  hasher.combine(rows.pages)
  for diagnostic in rows.diagnostics { hasher.combine(diagnostic) }
  for row in rows.licenses {
    add([row.account, row.virtualAccount, row.license, row.sku, row.subscription], row.location)
    hasher.combine(row.quantity)
    hasher.combine(row.inUse)
    hasher.combine(row.end)
  }
  for row in rows.instances { add([row.account, row.virtualAccount, row.name], row.location) }
  for row in rows.events { add([row.account, row.time, row.message], row.location) }
  for row in rows.alerts { add([row.account, row.type, row.message], row.location) }
  for row in rows.dismissals { add([row.account, row.subject, row.reason], row.location) }
  for row in rows.preferences {
    add([row.account, row.email, row.locale], row.location)
    hasher.combine(row.additionalEmails)
  }
  for row in rows.rejected {
    hasher.combine(row.kind)
    for text in [row.account, row.virtualAccount] { hasher.combine(rows.texts.bytes(of: text)) }
  }
  return hasher.finalize()
}

/// Reads in one piece and in small ones, and traps where the two differ or a promise is broken.
func checkReading(_ bytes: [UInt8], pieces: Int, folder: String? = nil) {
  // A buffer of a size that holds it: to clear a megabyte for each input takes most of the time.
  let whole = rows(of: bytes, pieces: max(64, bytes.count), folder: folder)
  // Eight pieces at most: whoever still looks for the header looks again at each.
  let pieces = max(pieces, bytes.count / 8)
  let inPieces = rows(of: bytes, pieces: pieces, folder: folder)
  // Where libxml2 sees damage, and what it calls it, depends on the pieces it was given. Files
  // are always given to it in the same ones.
  let isDamaged = [whole, inPieces].map { rows in
    rows.diagnostics.contains { $0.code == "malformed-xml" }
  }
  if isDamaged[0] || isDamaged[1] {
    // The other may have been refused for another reason before the damage was seen.
    for rows in [whole, inPieces] {
      precondition(rows.diagnostics.contains { $0.severity == .error }, "damage is told")
    }
  } else if hash(of: whole) != hash(of: inPieces) {
    print("in one piece:", facts(whole), separator: "\n")
    print("in pieces of \(pieces):", facts(inPieces), separator: "\n")
    fflush(nil)
    preconditionFailure("pieces of \(pieces) bytes read otherwise")
  }
  for row in whole.licenses {
    precondition(EmailAddress.isDomain(whole.texts.string(row.account)), "an account is a domain")
    precondition((0...999_999_999).contains(row.quantity), "a quantity is in range")
  }
  for row in whole.preferences {
    precondition(EmailAddress.isValid(whole.texts.string(row.email)), "an address is valid")
  }
  let told = whole.diagnostics.filter { $0.message.hasSuffix("row rejected") }
    .map { diagnostic in
      // What is out of place in XML is told once, with how many rows are lost in it.
      let words = diagnostic.message.split(separator: " ")
      let count = words.firstIndex(of: "rows").flatMap { Int(words[$0 - 1]) }
      return diagnostic.code == "misplaced-element" ? count ?? 1 : 1
    }
  precondition(told.reduce(0, +) == whole.rejected.count, "every rejected row is told once")
  precondition(
    whole.diagnostics.allSatisfy { !$0.message.utf8.contains { $0 < 32 } },
    "a message is one line")
}
