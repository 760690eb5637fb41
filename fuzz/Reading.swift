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

/// What was read, as text that two ways of reading must agree on.
func facts(_ rows: ExportRows) -> [String] {
  // Where libxml2 sees damage, and what it calls it, depends on the pieces it was given. Files
  // are always given to it in the same ones.
  if rows.diagnostics.contains(where: { $0.code == "malformed-xml" }) { return ["malformed"] }
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
  facts += rows.rejected.map { "\(text($0.account)) \(text($0.virtualAccount)) \($0.kind)" }
  return facts
}

/// Reads in one piece and in small ones, and traps where the two differ or a promise is broken.
func checkReading(_ bytes: [UInt8], pieces: Int, folder: String? = nil) {
  // A buffer of a size that holds it: to clear a megabyte for each input takes most of the time.
  let whole = rows(of: bytes, pieces: max(64, bytes.count), folder: folder)
  let inPieces = rows(of: bytes, pieces: pieces, folder: folder)
  let (wholeFacts, pieceFacts) = (facts(whole), facts(inPieces))
  if wholeFacts == ["malformed"] || pieceFacts == ["malformed"] {
    // The other may have been refused for another reason before the damage was seen.
    for rows in [whole, inPieces] {
      precondition(rows.diagnostics.contains { $0.severity == .error }, "damage is told")
    }
  } else if wholeFacts != pieceFacts {
    print("in one piece:", wholeFacts, "in pieces of \(pieces):", pieceFacts, separator: "\n")
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
