package import Licensing

/// Decodes parts of any export, one after another, over one table of texts.
///
/// One for each thread; what it learned of one part (texts, domains) serves the next.
package struct ExportDecoder: Sendable {
  /// The texts of all rows that were decoded.
  package private(set) var texts = TextTable()
  private var rows: RowDecoder?
  /// How many bytes a row of licenses took in the part before.
  private var bytesPerRow = 256

  /// A decoder that has decoded nothing.
  package init() {}

  /// The rows of a part that was cut from the buffer.
  package mutating func decode(_ part: ExportPart, in buffer: ExportBuffer) -> DecodedPart {
    var decoder = rows.take() ?? RowDecoder(format: part.format)
    decoder.begin(part.format, texts: &texts)
    if let elements = part.elements { return decode(elements, &decoder) }
    // Room for all rows at once: growing would copy them, and take twice the memory for a while.
    let shards = part.format.options.shard?.count ?? 1
    decoder.rows.licenses.reserveCapacity(
      part.format.layout.kind == .licenses ? part.records.count / bytesPerRow / shards + 64 : 0)
    let lines = decode(part, buffer.bytes.span, &decoder)
    let rows = decoder.takeRows(texts: &texts)
    self.rows = decoder
    if rows.licenses.count > 64, shards == 1 {
      bytesPerRow = part.records.count / rows.licenses.count
    }
    return DecodedPart(rows: rows, lines: lines)
  }

  /// Decodes a piece of XML, whose locations count from the file's beginning.
  private mutating func decode(
    _ elements: XMLEvents, _ decoder: inout RowDecoder
  ) -> DecodedPart {
    decoder.rows.licenses.reserveCapacity(elements.termCount / (decoder.shard?.count ?? 1))
    XMLRows.decode(elements, into: &decoder)
    let rows = decoder.takeRows(texts: &texts)
    self.rows = decoder
    return DecodedPart(rows: rows, lines: 0)
  }

  /// Decodes record after record; gives how many lines they take.
  private func decode(
    _ part: ExportPart, _ bytes: Span<UInt8>, _ decoder: inout RowDecoder
  ) -> Int32 {
    let scanner = CSVScanner(delimiter: part.format.delimiter)
    let records = bytes.extracting(..<part.records.upperBound)
    var index = part.records.lowerBound
    var line: Int32 = 0
    if let long = part.long {
      decoder.reject(long)
      line = long.lines
    }
    while index < records.count {
      let next = scanner.scan(
        bytes, from: index, upTo: records.count, line: line, into: &decoder.record)
      if let next, next &- index <= part.format.longestRecord {
        index = next
        line &+= 1
        if !decoder.record.isBlank(bytes) { decoder.decodeRecord(bytes, isInPart: true) }
      } else {
        var reader = CSVReader(
          delimiter: part.format.delimiter, firstLine: line,
          longestRecord: part.format.longestRecord)
        _ = reader.next(in: records, at: &index)
        decoder.decode(reader, isLastOfFile: part.isLast && index == records.count)
        line = reader.line
      }
    }
    return line
  }
}
