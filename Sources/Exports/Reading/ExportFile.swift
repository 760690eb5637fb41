package import Licensing

/// One export being read, in order: it settles what the file is and cuts it into parts.
///
///     begin(&buffer) -> bytes are read into the buffer -> cut(&buffer) -> a part, or nil
///
/// Parts may be decoded by several threads at once. Never holds more of the file than one record
/// and the piece that is being cut.
package struct ExportFile {
  private enum Stage {
    /// Until the header is found.
    case head
    case records(ExportFormat, CSVCutter)
    /// Within a record that is too long to be kept; its lines are counted until it ends.
    case longRecord(ExportFormat, CSVCutter, LineCount)
    case elements(XMLExport)
    case response(JSONExport)
    /// Rejected; the rest is passed over.
    case rejected
    /// Taken out while it reads; whoever takes it out puts another in its place.
    case busy
  }

  /// No header is longer, with what is above it.
  private static let longestHead = 1 << 20

  private let longestRecord: Int
  private let file: Int32
  private let accountFolder: String?
  private let options: ExportOptions
  private var stage = Stage.head
  private var tail: [UInt8] = []
  private var encoding: TextEncoding?
  /// What concerns the file as a whole; the rows, where the file is cut into no parts.
  private var whole = ExportRows()
  /// What was read as what, for people who write a rule.
  package private(set) var reading: ColumnReading?
  /// The line the first part begins on; 0 in XML, whose parts count from the file's beginning.
  package private(set) var firstLine: Int32 = 1

  /// The file at an index of the input order; `accountFolder` is its lower-cased domain, if any.
  package init(file: Int32, accountFolder: String?, options: ExportOptions) {
    self.init(
      file: file, accountFolder: accountFolder, options: options,
      longestRecord: CSVReader.longestRecord)
  }

  /// The same with another limit, for tests.
  init(file: Int32, accountFolder: String?, options: ExportOptions, longestRecord: Int) {
    self.longestRecord = longestRecord
    self.file = file
    self.accountFolder = accountFolder
    self.options = options
  }

  /// Readies the buffer: bytes that were not cut yet, then room for `room` more.
  package mutating func begin(_ buffer: inout ExportBuffer, room: Int) {
    buffer.begin(with: tail, room: room)
    tail.removeAll(keepingCapacity: true)
  }

  /// Cuts what was read behind the first `start` bytes of the buffer; nil where no record ends.
  ///
  /// After the call with `isLast` there is nothing to read, and `finish` gives the rest.
  package mutating func cut(
    _ buffer: inout ExportBuffer, from start: Int, isLast: Bool
  ) -> ExportPart? {
    var start = start
    if encoding == nil {
      guard settleEncoding(&buffer, isLast: isLast) else {
        keep(buffer, from: 0)
        return nil
      }
      start = 0
    } else if var encoding, !encoding.isUTF8 {
      let decoded = encoding.decode(buffer.bytes.span.extracting(start..<buffer.count))
      self.encoding = encoding
      buffer.replace(from: start, with: decoded)
    }
    if isLast, encoding?.isWithinCharacter == true { reportCutCharacter() }
    return cutDecoded(&buffer, from: start, isLast: isLast)
  }

  /// What concerns the file as a whole, then the rows that were in no part, in their order.
  ///
  /// The first holds the texts of all.
  package consuming func finish() -> [ExportRows] {
    switch stage {
    case .elements(let export): return [export.finish()]
    case .response(let export): return export.finish()
    default: return [whole]
    }
  }

  private mutating func keep(_ buffer: ExportBuffer, from start: Int) {
    tail.append(contentsOf: buffer.bytes[start..<buffer.count])
  }

  /// Finds out what the bytes are in, and whether they are XML or JSON; false where more bytes
  /// must come first.
  ///
  /// Only the first mebibyte is asked, so that the answer is the same whatever pieces come.
  private mutating func settleEncoding(_ buffer: inout ExportBuffer, isLast: Bool) -> Bool {
    let head = Array(buffer.bytes[..<buffer.count])
    let first = Self.firstMark(of: head.prefix(Self.longestHead))
    guard isLast || head.count >= 4 && (first != nil || head.count > Self.longestHead) else {
      return false
    }
    if first == UInt8(ascii: "<") {
      encoding = TextEncoding(head: [], configured: nil)
      firstLine = 0
      stage = .elements(
        XMLExport(file: file, accountFolder: accountFolder, options: options))
      return true
    }
    // JSON is UTF-8 whatever the configuration says of CSV.
    let isJSON = Self.isJSON(head)
    if isJSON {
      stage = .response(
        JSONExport(
          file: file, accountFolder: accountFolder ?? options.rule?.accountDomain,
          options: options))
    }
    var encoding = TextEncoding(
      head: head.prefix(4),
      configured: isJSON ? nil : options.rule?.encoding ?? options.encoding)
    if encoding.isUTF8 {
      buffer.replace(from: 0, with: Array(head[encoding.markLength...]))
    } else {
      let decoded = encoding.decode(head.span.extracting(encoding.markLength...))
      buffer.replace(from: 0, with: decoded)
    }
    self.encoding = encoding
    return true
  }

  private mutating func cutDecoded(
    _ buffer: inout ExportBuffer, from start: Int, isLast: Bool
  ) -> ExportPart? {
    switch stage {
    case .rejected: return nil
    case .elements(var export):
      stage = .busy
      let bytes = buffer.bytes.span.extracting(start..<buffer.count)
      let elements = export.read(bytes, isLast: isLast)
      stage = .elements(export)
      return elements.map { elements in
        ExportPart(format: export.format, records: 0..<0, elements: elements)
      }
    case .response(var export):
      stage = .busy
      export.read(buffer.bytes.span.extracting(start..<buffer.count), isLast: isLast)
      stage = .response(export)
      return nil
    case .head:
      guard let first = readHead(buffer, isLast: isLast) else {
        if case .head = stage { keep(buffer, from: 0) }
        return nil
      }
      return cutRecords(buffer, first: first, from: first, isLast: isLast)
    case .longRecord:
      return cutLongRecord(buffer, isLast: isLast)
    case .records:
      return cutRecords(buffer, first: 0, from: start, isLast: isLast)
    case .busy:
      preconditionFailure("a file reads one piece at a time")
    }
  }

  private mutating func cutRecords(
    _ buffer: ExportBuffer, first: Int, from start: Int, isLast: Bool
  ) -> ExportPart? {
    guard case .records(let format, var cutter) = stage else { return nil }
    if isLast { return ExportPart(format: format, records: first..<buffer.count, isLast: true) }
    stage = .busy
    let bytes = buffer.bytes.span.extracting(first..<buffer.count)
    let end = first + cutter.cut(bytes, from: start - first)
    keep(buffer, from: end)
    stage = .records(format, cutter)
    if tail.count > longestRecord {
      var lines = LineCount()
      lines.add(tail.span.extracting(droppingLast: 1))
      stage = .longRecord(format, cutter, lines)
      tail.removeSubrange(..<(tail.count - 1))
    }
    return end > first ? ExportPart(format: format, records: first..<end) : nil
  }

  /// Passes over a long record; where it ends, the records after it are cut as ever.
  ///
  /// The first byte of the buffer was seen before: a CR that a LF may follow.
  private mutating func cutLongRecord(_ buffer: ExportBuffer, isLast: Bool) -> ExportPart? {
    guard case .longRecord(let format, var cutter, var lines) = stage else { return nil }
    stage = .busy
    let bytes = buffer.bytes.span.extracting(..<buffer.count)
    let end = cutter.firstEnd(bytes, from: 1)
    if end == 0 {
      lines.add(isLast ? bytes : bytes.extracting(droppingLast: 1))
      keep(buffer, from: buffer.count - 1)
      stage = .longRecord(format, cutter, lines)
      guard isLast else { return nil }
      let long = LongRecord(lines: lines.lines, isUnclosed: cutter.isInQuotes)
      return ExportPart(format: format, records: 0..<0, isLast: true, long: long)
    }
    lines.add(bytes.extracting(..<end))
    stage = .records(format, CSVCutter(delimiter: format.delimiter))
    var part =
      cutRecords(buffer, first: end, from: end, isLast: isLast)
      ?? ExportPart(format: format, records: 0..<0)
    part.long = LongRecord(lines: lines.lines)
    return part
  }

  /// Reads the header; gives where the records begin, nil where it may not be whole yet.
  private mutating func readHead(_ buffer: ExportBuffer, isLast: Bool) -> Int? {
    let expectation = HeaderExpectation(accountFolder: accountFolder, rule: options.rule)
    let search = CSVHeader.find(
      in: buffer.bytes[..<buffer.count].prefix(Self.longestHead),
      isWhole: isLast && buffer.count <= Self.longestHead, expectation)
    switch search {
    case .incomplete:
      if buffer.count > Self.longestHead { reject(.headerTooLong) }
      return nil
    case .refused(let refusal, let line):
      reject(refusal, line: line)
      return nil
    case .found(let header):
      whole.kind = header.layout.kind
      for diagnostic in header.diagnostics(file: file) { whole.diagnostics.append(diagnostic) }
      reading = ColumnReading(header.layout)
      let format = ExportFormat(
        file: file, layout: header.layout, delimiter: header.delimiter,
        accountFolder: accountFolder ?? header.layout.constantAccount, options: options,
        longestRecord: longestRecord)
      stage = .records(format, CSVCutter(delimiter: header.delimiter))
      firstLine = header.lineBehind
      return header.end
    }
  }

  private mutating func reject(_ refusal: ColumnLayout.Refusal, line: Int32 = 1) {
    stage = .rejected
    let location = SourceLocation(file: file, line: line, column: 1)
    whole.diagnostics.append(refusal.diagnostic(at: location))
  }

  private mutating func reportCutCharacter() {
    whole.isCutShort = true
    whole.diagnostics.append(
      .error(
        "cut-character", "the file ends within a character of UTF-16", loss: .rest,
        at: SourceLocation(file: file, line: 0, column: 0)))
  }

  /// Whether it begins as an object, or a list of objects.
  static func isJSON(_ head: [UInt8]) -> Bool {
    guard let first = firstMark(of: head) else { return false }
    if first != UInt8(ascii: "[") { return first == UInt8(ascii: "{") }
    let rest = head.drop { $0 != first }.dropFirst()
    let second = firstMark(of: rest)
    return second == nil || "{[]".utf8.contains(second ?? 0)
  }

  /// What comes after marks and blanks; in UTF-16 the zero byte of each unit is passed over.
  static func firstMark(of head: some Sequence<UInt8>) -> UInt8? {
    let passed: Set<UInt8> = [0xef, 0xbb, 0xbf, 0xff, 0xfe, 0, 9, 10, 13, 32]
    return head.first { !passed.contains($0) }
  }
}
