package import Licensing

/// Decodes parts of any export, one after another, over one table of texts.
///
/// One for each thread; what it learned of one part (texts, domains) serves the next.
package struct ExportDecoder: Sendable {
  /// The texts of all rows that were decoded.
  package private(set) var texts = TextTable()
  private var fields: FieldDecoding?
  /// How many bytes a row of licenses took in the part before.
  private var bytesPerRow = 256

  /// A decoder that has decoded nothing.
  package init() {}

  /// The rows of a part that was cut from the buffer.
  package mutating func decode(_ part: ExportPart, in buffer: ExportBuffer) -> DecodedPart {
    var fields = self.fields.take() ?? FieldDecoding(format: part.format)
    fields.begin(part.format, texts: &texts)
    if let elements = part.elements { return decode(elements, &fields) }
    // Room for all rows at once: growing would copy them, and take twice the memory for a while.
    fields.rows.licenses.reserveCapacity(
      part.format.layout.kind == .licenses
        ? part.records.count / bytesPerRow / (part.format.shard?.count ?? 1) + 64 : 0)
    let lines = decode(part, buffer.bytes.span, &fields)
    let rows = fields.takeRows(texts: &texts)
    self.fields = fields
    if rows.licenses.count > 64, part.format.shard == nil {
      bytesPerRow = part.records.count / rows.licenses.count
    }
    return DecodedPart(rows: rows, lines: lines)
  }

  /// Decodes a piece of XML, whose places count from the file's beginning.
  private mutating func decode(
    _ elements: XMLEvents, _ fields: inout FieldDecoding
  ) -> DecodedPart {
    fields.rows.licenses.reserveCapacity(elements.termCount / (fields.shard?.count ?? 1))
    XMLRows.decode(elements, into: &fields)
    let rows = fields.takeRows(texts: &texts)
    self.fields = fields
    return DecodedPart(rows: rows, lines: 0)
  }

  /// Decodes record after record; gives how many lines they take.
  private func decode(
    _ part: ExportPart, _ bytes: Span<UInt8>, _ fields: inout FieldDecoding
  ) -> Int32 {
    let scanner = CSVScanner(delimiter: part.format.delimiter)
    let end = part.records.upperBound
    var index = part.records.lowerBound
    var line: Int32 = 0
    if let long = part.long {
      var reader = long.reader
      take(&reader, isWhole: long.isWhole, &fields)
      line = reader.line
    }
    while index < end {
      let next = scanner.scan(bytes, from: index, upTo: end, line: line, into: &fields.record)
      if let next {
        index = next
        line &+= 1
        if !fields.record.isBlank(bytes) { fields.decodeRecord(bytes, isInPart: true) }
      } else {
        var reader = CSVReader(delimiter: part.format.delimiter, firstLine: line)
        read(&reader, bytes.extracting(..<end), &index, &fields)
        line = reader.line
      }
    }
    return line
  }

  /// Decodes one record byte by byte.
  private func read(
    _ reader: inout CSVReader, _ bytes: Span<UInt8>, _ index: inout Int,
    _ fields: inout FieldDecoding
  ) {
    let isWhole = reader.next(in: bytes, at: &index)
    let isPair =
      isWhole && bytes[index - 1] == UInt8(ascii: "\r") && index < bytes.count
      && bytes[index] == UInt8(ascii: "\n")
    if isPair { index += 1 }
    take(&reader, isWhole: isWhole, &fields)
  }

  /// Decodes the record that a reader read, or what there is of it where the file ends within.
  private func take(_ reader: inout CSVReader, isWhole: Bool, _ fields: inout FieldDecoding) {
    if !isWhole, reader.isInQuotes { return fields.rejectUnclosed(line: reader.record.line) }
    if !isWhole, !reader.finish() { return }
    guard !reader.isBlank else { return }
    fields.decode(reader.record, reader.bytes)
  }
}
