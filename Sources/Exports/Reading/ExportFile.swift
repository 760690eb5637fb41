package import Licensing

/// How exports are to be decoded, and which accounts' rows are kept.
package struct ExportOptions: Sendable {
  /// Which number of `12/21/2026` is the month; nil: such a date is an error.
  package var dateOrder: DateOrder?
  /// What bytes without a byte order mark are in; nil: UTF-8.
  package var encoding: ExportEncoding?
  /// An XML schema of every export, which XML is compared with too; nil: it is only read.
  package var schema: String?
  /// Where several runs share the work, the accounts of this one; nil: all.
  package var shard: Shard?

  /// Nothing configured: UTF-8, no dates with slashes, all accounts.
  package init(
    dateOrder: DateOrder? = nil, encoding: ExportEncoding? = nil, schema: String? = nil,
    shard: Shard? = nil
  ) {
    self.dateOrder = dateOrder
    self.encoding = encoding
    self.schema = schema
    self.shard = shard
  }
}

/// One export being read, in order: it settles what the file is and cuts it into parts.
///
///     begin(&buffer) -> bytes are read into the buffer -> cut(&buffer) -> a part, or nil
///
/// Parts may be decoded by several threads at once. Never holds more of the file than one record
/// and the piece that is being cut.
package struct ExportFile {
  private enum Stage {
    /// Until the header's line ends.
    case head
    case records(ExportFormat, CSVCutter)
    /// Within a record that is too long to be kept until it ends.
    case longRecord(ExportFormat, CSVReader)
    case elements(XMLExport)
    case response(JSONExport)
    /// Rejected; the rest is passed over.
    case rejected
  }

  /// A header longer than this is none.
  private static let longestHead = 1 << 20

  /// So many bytes are kept of a record whose end has not come; a longer one is read as it comes.
  private let longestTail: Int
  private let file: Int32
  private let accountFolder: String?
  private let options: ExportOptions
  private var stage = Stage.head
  private var tail: [UInt8] = []
  private var encoding: TextEncoding?
  /// What concerns the file as a whole; the rows, where the file is cut into no parts.
  private var whole = ExportRows()
  /// The record before ended in a CR, the last byte that was cut; a LF may follow.
  private var skipsLineFeed = false
  /// The line the first part begins on; 0 in XML, whose parts count from the file's beginning.
  package private(set) var firstLine: Int32 = 1

  /// The file at a place of the input order; `accountFolder` is its lower-cased domain, if any.
  package init(file: Int32, accountFolder: String?, options: ExportOptions) {
    self.init(file: file, accountFolder: accountFolder, options: options, longestTail: 4 << 20)
  }

  /// The same with a limit of one's own, for tests.
  init(file: Int32, accountFolder: String?, options: ExportOptions, longestTail: Int) {
    self.longestTail = longestTail
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
      guard isLast || buffer.count >= 4 else { return keep(buffer, from: 0) }
      settleEncoding(&buffer)
      start = 0
    } else if var encoding, !encoding.isUTF8 {
      let decoded = encoding.decode(buffer.bytes.span.extracting(start..<buffer.count))
      self.encoding = encoding
      buffer.replace(from: start, with: decoded)
    }
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

  private mutating func keep(_ buffer: ExportBuffer, from start: Int) -> ExportPart? {
    tail.append(contentsOf: buffer.bytes[start..<buffer.count])
    return nil
  }

  private mutating func settleEncoding(_ buffer: inout ExportBuffer) {
    let head = Array(buffer.bytes[..<buffer.count])
    let first = Self.firstMark(of: head)
    if first == UInt8(ascii: "<") {
      encoding = TextEncoding(head: [], configured: nil)
      firstLine = 0
      stage = .elements(
        XMLExport(file: file, accountFolder: accountFolder, options: options))
      return
    }
    // JSON is UTF-8 whatever the configuration says of CSV.
    let isJSON = Self.isJSON(head)
    if isJSON {
      stage = .response(
        JSONExport(file: file, accountFolder: accountFolder, options: options))
    }
    var encoding = TextEncoding(
      head: head.prefix(4), configured: isJSON ? nil : options.encoding)
    if encoding.isUTF8 {
      buffer.replace(from: 0, with: Array(head[encoding.markLength...]))
    } else {
      let decoded = encoding.decode(head.span.extracting(encoding.markLength...))
      buffer.replace(from: 0, with: decoded)
    }
    self.encoding = encoding
  }

  private mutating func cutDecoded(
    _ buffer: inout ExportBuffer, from start: Int, isLast: Bool
  ) -> ExportPart? {
    switch stage {
    case .rejected: return nil
    case .elements(var export):
      stage = .rejected
      let bytes = buffer.bytes.span.extracting(start..<buffer.count)
      let elements = export.read(bytes, isLast: isLast)
      stage = .elements(export)
      return elements.map { elements in
        ExportPart(format: export.format, records: 0..<0, elements: elements)
      }
    case .response(var export):
      stage = .rejected
      export.read(buffer.bytes.span.extracting(start..<buffer.count), isLast: isLast)
      stage = .response(export)
      return nil
    case .head:
      guard let first = readHead(buffer, isLast: isLast) else {
        if case .head = stage { return keep(buffer, from: 0) }
        return nil
      }
      return cutRecords(buffer, first: first, from: first, isLast: isLast)
    case .longRecord:
      return cutLongRecord(buffer, isLast: isLast)
    case .records:
      let isPair = skipsLineFeed && buffer.count > 0 && buffer.bytes[0] == UInt8(ascii: "\n")
      let first = isPair ? 1 : 0
      skipsLineFeed = skipsLineFeed && buffer.count == 0
      return cutRecords(buffer, first: first, from: max(first, start), isLast: isLast)
    }
  }

  private mutating func cutRecords(
    _ buffer: ExportBuffer, first: Int, from start: Int, isLast: Bool
  ) -> ExportPart? {
    guard case .records(let format, var cutter) = stage else { return nil }
    if isLast { return ExportPart(format: format, records: first..<buffer.count) }
    stage = .rejected
    let bytes = buffer.bytes.span.extracting(first..<buffer.count)
    let end = first + cutter.cut(bytes, from: start - first)
    stage = .records(format, cutter)
    _ = keep(buffer, from: end)
    if end > first { return ExportPart(format: format, records: first..<end) }
    if tail.count > longestTail, tail.last != UInt8(ascii: "\r") {
      var (reader, index) = (CSVReader(delimiter: format.delimiter, firstLine: 0), 0)
      _ = reader.next(in: tail.span, at: &index)
      stage = .longRecord(format, reader)
      tail = []
    }
    return nil
  }

  /// Reads on in a long record; where it ends, the records behind it are cut as ever.
  private mutating func cutLongRecord(_ buffer: ExportBuffer, isLast: Bool) -> ExportPart? {
    guard case .longRecord(let format, var reader) = stage else { return nil }
    stage = .rejected
    let bytes = buffer.bytes.span.extracting(..<buffer.count)
    var index = 0
    guard reader.next(in: bytes, at: &index) else {
      stage = .longRecord(format, reader)
      guard isLast else { return nil }
      return ExportPart(format: format, records: 0..<0, long: LongRecord(reader: reader))
    }
    stage = .records(format, CSVCutter(delimiter: format.delimiter))
    if bytes[index - 1] == UInt8(ascii: "\r") {
      skipsLineFeed = index == bytes.count
      if index < bytes.count, bytes[index] == UInt8(ascii: "\n") { index += 1 }
    }
    let long = LongRecord(reader: reader, isWhole: true)
    var part = cutRecords(buffer, first: index, from: index, isLast: isLast)
    part = part ?? ExportPart(format: format, records: 0..<0)
    part?.long = long
    return part
  }

  /// Reads the header; gives where the records begin, nil where its line may not be whole yet.
  private mutating func readHead(_ buffer: ExportBuffer, isLast: Bool) -> Int? {
    guard let header = CSVHeader(buffer.bytes[..<buffer.count], isWhole: isLast) else {
      if buffer.count > Self.longestHead { reject(.headerTooLong) }
      return nil
    }
    if header.isTooLong {
      reject(.headerTooLong)
      return nil
    }
    do throws(ColumnLayout.Refusal) {
      let layout = try ColumnLayout(header: header.names, hasAccount: accountFolder != nil)
      whole.kind = layout.kind
      whole.diagnostics = layout.unknownNames.map { name, place in
        Diagnostic.note(
          "unknown-column", "column \(name.quoted) is not known and is ignored", value: name,
          at: header.location(of: place, file: file))
      }
      let format = ExportFormat(
        file: file, layout: layout, delimiter: header.delimiter, accountFolder: accountFolder,
        dateOrder: options.dateOrder, shard: options.shard)
      stage = .records(format, CSVCutter(delimiter: header.delimiter))
      firstLine = header.lineBehind
      return header.end
    } catch {
      reject(error)
      return nil
    }
  }

  private mutating func reject(_ refusal: ColumnLayout.Refusal) {
    stage = .rejected
    let place = SourceLocation(file: file, line: 1, column: 1)
    whole.diagnostics.append(refusal.diagnostic(at: place))
  }

  /// Whether it begins as an object, or a list of objects.
  static func isJSON(_ head: [UInt8]) -> Bool {
    guard let first = firstMark(of: head) else { return false }
    if first != UInt8(ascii: "[") { return first == UInt8(ascii: "{") }
    let rest = head.drop { $0 != first }.dropFirst()
    let second = firstMark(of: Array(rest))
    return second == nil || "{[]".utf8.contains(second ?? 0)
  }

  /// What stands after marks and blanks; in UTF-16 the zero byte of each unit is passed over.
  static func firstMark(of head: [UInt8]) -> UInt8? {
    let passed: Set<UInt8> = [0xef, 0xbb, 0xbf, 0xff, 0xfe, 0, 9, 10, 13, 32]
    return head.first { !passed.contains($0) }
  }
}

extension ColumnLayout.Refusal {
  /// The error that rejects the file.
  fileprivate func diagnostic(at place: SourceLocation) -> Diagnostic {
    switch self {
    case .unknownKind:
      .error(
        "unknown-kind",
        "neither licenses, product instances, preferences nor events (see the column names)",
        loss: .file, at: place)
    case .headerTooLong:
      .error(
        "header-too-long",
        "the header does not end within 1 MiB and \(CSVReader.mostFields) columns", loss: .file,
        at: place)
    case .sameMeaning(let first, let second):
      .error(
        "duplicate-column", "columns \(first.quoted) and \(second.quoted) mean the same",
        loss: .file, value: second, at: place)
    case .noAccountDomain:
      .error(
        "no-account-domain",
        "there is no column account_domain, and the file lies in no account folder",
        loss: .file, at: place)
    }
  }
}
