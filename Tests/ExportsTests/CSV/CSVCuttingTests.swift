import SeededRandom
import Testing

@testable import Exports
@testable import Licensing

/// However a file is cut, and however a record is read, the rows and problems are the same.
struct CSVCuttingTests {
  private static let header = "account_domain,virtual_account,license,quantity"

  /// What breaks readers, more often than it would by chance.
  private static let pieces = [
    "\"", "\"", "\"\"", ",", ",", ",", "\n", "\n", "\r\n", "\r", ";", "\t", " ", "a", "7", "é",
    "\u{a0}", "\u{202e}", "\0", "a.example,", "a.example,A,L,7",
    "\na.example,\"A, \"\"B\"\"\",L,7\n",
    "\"unclosed", ",L,12\n", "  ", "       a  b",
  ]

  private static func text(_ seed: Int) -> [UInt8] {
    var numbers = SeededRandom(seed: seed)
    var text = seed % 3 == 0 ? "\u{feff}" : ""
    let delimiter = [",", ";", "\t"][seed % 5 < 3 ? 0 : seed % 2 + 1]
    text += header.replacing(",", with: delimiter)
    text += ["\n", "\r\n", "\r"][Int(numbers.next() % 3)]
    for _ in 0..<Int(numbers.next() % 40) {
      let piece = pieces[Int(numbers.next() % UInt64(pieces.count))]
      text += numbers.next() % 2 == 0 ? piece : piece.replacing(",", with: delimiter)
    }
    var bytes = Array(text.utf8)
    for place in [5, 51, 60, 77] where seed % 7 == 0 && place < bytes.count {
      bytes[place] = [0x7f, 0x80, 0xff, 0x1f][(seed / 7 + place) % 4]
    }
    return bytes
  }

  /// Reads pieces of these sizes, then the rest at once.
  private func read(_ bytes: [UInt8], sizes: [Int], longestRecord: Int = 1 << 20) -> ExportRows {
    var rest = bytes[...]
    var sizes = sizes
    let file = ExportFile(
      file: 0, accountFolder: nil, options: ExportOptions(), longestRecord: longestRecord)
    return ExportFile.rows(file, pieceSize: bytes.count) { buffer in
      let piece = rest.prefix(sizes.popLast() ?? rest.count)
      rest = rest.dropFirst(piece.count)
      buffer.bytes.replaceSubrange(buffer.count..<buffer.count + piece.count, with: piece)
      buffer.count += piece.count
    }
  }

  /// All that was found, as text.
  private func facts(_ rows: ExportRows) -> [String] {
    let texts = rows.texts
    var facts = rows.licenses.map { row in
      let names = [row.account, row.virtualAccount, row.license].map(texts.string)
      return "\(row.location.line):\(row.location.column) \(names) \(row.quantity)"
    }
    facts += rows.rejected.map {
      "rejected \(texts.string($0.account)) \(texts.string($0.virtualAccount))"
    }
    facts += rows.diagnostics.map { "\($0)" }
    return facts + ["\(rows.isCutShort)"]
  }

  @Test(arguments: 0..<300)
  func `a file cut at any byte gives the rows of the whole one`(seed: Int) {
    let bytes = Self.text(seed)
    let whole = facts(read(bytes, sizes: []))
    // The first seeds have every header there is, each with every cut.
    for place in (seed < 60 ? 1 : Self.header.utf8.count)..<bytes.count {
      #expect(facts(read(bytes, sizes: [place])) == whole, "cut at \(place)")
    }
    for longestRecord in [1 << 20, [0, 3, 20][seed % 3]] {
      let whole = facts(read(bytes, sizes: [], longestRecord: longestRecord))
      for size in [1, 2, 3, 5, 8, 13] {
        let sizes = Array(repeating: size, count: bytes.count / size)
        let rows = read(bytes, sizes: sizes, longestRecord: longestRecord)
        #expect(facts(rows) == whole, "pieces of \(size), records of \(longestRecord)")
      }
    }
  }

  @Test(arguments: [
    ("a.example,A,L,1", "a.example,A,L,1"), ("a.example,A,L,1", "a.example,A,Lx,1"),
    ("a.example,A,Lx,1", "a.example,A,L,1"), ("a.example,A,L,1", "a.example,A,L,12"),
    ("a.example,\"A, B\",L,1", "a.example,\"A, B\",M,1"),
    ("a.example,\"A\"\"B\",L,1", "a.example,\"A\"\"B\",\"L\",1"),
    ("a.example,\"A\",L,1", "a.example,\"A\"\"\",L,1"),
    ("a.example,\"A\",\"L\",1", "a.example,\"A\"x\"L\",1"),
    ("a.example,A,\"L\",1", "a.example,A,\"L\"x,1"), ("a.example,A,,1", "a.example,A,,1"),
    ("a.example,A,L,1", "a.example,A,Lé,1"), ("a.example,Aé,L,1", "a.example,Aé,M,1"),
    ("a.example,A,L,x", "a.example,A,L,xx"), ("a.example,A,L,1", "a.example,A,L"),
    ("a.example,A,L,1\n,,,", "a.example,A,L,1"), ("a.example,A,L,1\n\n", "a.example,A,M,1"),
    ("a.example,A  B,L,1", "a.example,A  B,M,1"), ("a.example,A  B,L,1", "a.example,A B,L,1"),
    ("a.example,A B,L,1", "a.example,A  B,L,1"), ("a.example,A,L  M,1", "a.example,A,L  M,1"),
  ])
  func `a record is read alike whatever stood in the record before`(before: String, record: String)
  {
    let first = Array("\(Self.header)\n\(before)\n".utf8)
    let bytes = first + Array("\(record)\nb.example,B,L,2\n".utf8)
    // A record that is read apart knows nothing of the one before.
    let apart = facts(read(bytes, sizes: [1, record.utf8.count, first.count]))
    #expect(facts(read(bytes, sizes: [])) == apart)
  }

  @Test(arguments: 0..<300)
  func `a record that the scanner takes is the one that the reader reads`(seed: Int) {
    let bytes = Self.text(seed)
    let scanner = CSVScanner(delimiter: UInt8(ascii: ","))
    var start = 0
    var line: Int32 = 1
    while start < bytes.count {
      var reader = CSVReader(delimiter: UInt8(ascii: ","), firstLine: line)
      var end = start
      _ = reader.next(in: bytes.span, at: &end)
      var scanned = Record()
      scanned.fields = Array(repeating: Record.Field(), count: 64)
      let next = scanner.scan(
        bytes.span, from: start, upTo: bytes.count, line: line, into: &scanned)
      if let next {
        #expect(reader.hasLineEnd && next == end && reader.record.fault == nil)
        #expect(!scanned.isPlain || reader.bytes.span.isPrintable)
        #expect(scanned.mayHaveBlankRuns || !hasBlankRun(scanned, of: bytes))
        #expect(fields(scanned, of: bytes) == fields(reader.record, of: reader.bytes))
      }
      (start, line) = (end, reader.line)
    }
  }

  private func hasBlankRun(_ record: Record, of bytes: [UInt8]) -> Bool {
    record.fields[..<record.fieldCount].contains { bytes.span.extracting($0.range).hasBlankRun }
  }

  private func fields(_ record: Record, of bytes: [UInt8]) -> [String] {
    record.fields[..<record.fieldCount].map { field in
      let bytes = bytes.span.extracting(field.range)
      let text = field.hasDoubledQuotes ? bytes.undoubled : bytes.array
      return "\(field.line):\(field.column) \(text)"
    }
  }
}
