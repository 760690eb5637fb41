internal import Licensing

/// The beginning of a CSV file: an optional `sep=X` line, perhaps titles, then the header.
///
/// The header is the first of the first 20 lines, each read by itself, that fits a kind of export
/// and holds no number and no date.
struct CSVHeader {
  /// What became of looking for a header.
  enum Search {
    case found(CSVHeader)
    case refused(ColumnLayout.Refusal, line: Int32)
    /// More bytes must come first: what follows a piece must not change the choice.
    case incomplete
  }

  /// A header further down is none.
  private static let mostLines: Int32 = 20

  let layout: ColumnLayout
  /// Where the records begin.
  let end: Int
  /// The line they begin on.
  let lineBehind: Int32
  /// What parts two fields, as stated or as found.
  let delimiter: UInt8
  private let record: Record
  /// The first line above that is not blank.
  private let above: (text: String, line: Int32)?

  /// Looks for the header; `isWhole` where the bytes are all of the file.
  static func find(
    in bytes: ArraySlice<UInt8>, isWhole: Bool, _ expectation: HeaderExpectation
  ) -> Search {
    let stated = statedDelimiter(bytes)
    let delimiter = stated?.delimiter ?? expectation.rule?.delimiter
    var start = stated?.end ?? bytes.startIndex
    var number: Int32 = stated == nil ? 1 : 2
    var above: (text: String, line: Int32)?
    var nearest: (fit: HeaderFit, nearness: Int, line: Int32)?
    var other: (delimiter: Unicode.Scalar, line: Int32)?
    while number <= mostLines, start < bytes.endIndex || !isWhole {
      guard let end = lineEnd(bytes, from: start, isWhole: isWhole) else { return .incomplete }
      let line = Line(bytes[start..<end], number, delimiter)
      if line.reader.record.fault == .tooManyFields {
        return .refused(.headerTooLong, line: number)
      }
      if !line.holdsValue {
        switch HeaderFit.judge(HeaderNames(line.names), expectation) {
        case .header(let fit): return header(fit, line, end: end, above: above, expectation)
        case .other(let fit, let nearness) where nearness > nearest?.nearness ?? 0:
          nearest = (fit, nearness, number)
        case .other: break
        }
      }
      if other == nil { other = line.otherDelimiter.map { ($0, number) } }
      if above == nil, !line.isBlank { above = (line.text, number) }
      start = end
      number += 1
    }
    if nearest == nil, let other {
      return .refused(.otherDelimiter(other.delimiter), line: other.line)
    }
    return .refused(.unknownKind(nearest?.fit), line: nearest?.line ?? 1)
  }

  private static func header(
    _ fit: HeaderFit, _ line: Line, end: Int, above: (text: String, line: Int32)?,
    _ expectation: HeaderExpectation
  ) -> Search {
    if line.reader.isUnclosed { return .refused(.unclosedQuote, line: line.number) }
    if let fault = line.reader.record.fault { return .refused(.broken(fault), line: line.number) }
    do throws(ColumnLayout.Refusal) {
      return .found(
        CSVHeader(
          layout: try ColumnLayout(fit, expectation), end: end, lineBehind: line.number + 1,
          delimiter: line.delimiter, record: line.reader.record, above: above))
    } catch {
      return .refused(error, line: line.number)
    }
  }

  /// What the header leaves open or ignores, by column.
  func diagnostics(file: Int32) -> [Diagnostic] {
    var found: [Diagnostic] = []
    if let above {
      found.append(
        .note(
          "above-header",
          "the header is in line \(Int(lineBehind) - 1); what is above it is ignored: "
            + "\(above.text.quoted)",
          value: above.text, at: SourceLocation(file: file, line: above.line, column: 1)))
    }
    if layout.kind == .licenses, layout.index(of: .endDate) == nil {
      found.append(
        .warning(
          "no-end-column",
          "there is no column for the end date (expected end_date or a name like expiration "
            + "date); every term that is not PERPETUAL has an unknown end",
          at: SourceLocation(file: file, line: record.line, column: 1)))
    }
    for (index, used) in layout.unused {
      let (name, usedName) = (layout.names[index], layout.names[used])
      found.append(
        .warning(
          "same-meaning",
          "columns \(usedName.quoted) and \(name.quoted) mean the same; \(usedName.quoted) is "
            + "used", value: name, at: location(of: index, file: file)))
    }
    for index in layout.unknown {
      let name = layout.names[index]
      found.append(
        .note(
          "unknown-column", "column \(name.quoted) is not known and is ignored", value: name,
          at: location(of: index, file: file)))
    }
    return found
  }

  /// Where a column's name is.
  private func location(of index: Int, file: Int32) -> SourceLocation {
    let field = record.fields[index]
    return SourceLocation(file: file, line: field.line, column: field.column)
  }

  /// What a first line `sep=X` states, and where the next line begins.
  private static func statedDelimiter(
    _ bytes: ArraySlice<UInt8>
  ) -> (delimiter: UInt8, end: Int)? {
    guard bytes.starts(with: "sep=".utf8), bytes.count > 5 else { return nil }
    let delimiter = bytes[bytes.startIndex + 4]
    // A quote or line end parts no fields, and a byte of 128 and more is half a character.
    guard delimiter < 128, !"\"\r\n\0".utf8.contains(delimiter) else { return nil }
    var end = bytes.startIndex + 5
    if bytes[end] == UInt8(ascii: "\r") { end += 1 }
    if end < bytes.endIndex, bytes[end] == UInt8(ascii: "\n") { end += 1 }
    return (delimiter, end)
  }

  /// Where the line after the one that begins at `start` begins; nil where it may not be whole.
  private static func lineEnd(
    _ bytes: ArraySlice<UInt8>, from start: Int, isWhole: Bool
  ) -> Int? {
    guard
      let end = bytes[start...].firstIndex(where: {
        $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
      })
    else { return isWhole ? bytes.endIndex : nil }
    let next = end + 1
    if bytes[end] == UInt8(ascii: "\n") { return next }
    if next == bytes.endIndex { return isWhole ? next : nil }
    return bytes[next] == UInt8(ascii: "\n") ? next + 1 : next
  }
}

extension CSVHeader {
  /// A line at the beginning of a file, read by itself.
  fileprivate struct Line {
    let number: Int32
    let delimiter: UInt8
    let reader: CSVReader
    /// What its fields say, cleaned.
    let names: [String]
    let text: String

    private static let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]

    /// Reads a line; without a delimiter that is stated, with the one that parts most fields.
    init(_ bytes: ArraySlice<UInt8>, _ number: Int32, _ delimiter: UInt8?) {
      self.number = number
      text = TextCleaning.string(bytes)
      var best: (delimiter: UInt8, reader: CSVReader)?
      for candidate in delimiter.map({ [$0] }) ?? Self.candidates {
        var reader = CSVReader(delimiter: candidate, firstLine: number)
        var index = 0
        _ = reader.next(in: bytes.span, at: &index)
        if reader.record.fieldCount > best?.reader.record.fieldCount ?? 0 {
          best = (candidate, reader)
        }
      }
      self.delimiter = best?.delimiter ?? Self.candidates[0]
      let reader = best?.reader ?? CSVReader(delimiter: Self.candidates[0])
      self.reader = reader
      names = reader.record.fields.map { TextCleaning.string(reader.bytes[$0.range]) }
    }

    /// What may part fields in a line that has but one.
    var otherDelimiter: Unicode.Scalar? {
      guard names.count == 1 else { return nil }
      return "|~^".unicodeScalars.first { candidate in
        text.unicodeScalars.count { $0 == candidate } >= 2
      }
    }

    /// Whether it says nothing.
    var isBlank: Bool { names.allSatisfy(\.isEmpty) }

    /// Whether one of its fields is a number or a date, which no column's name is.
    var holdsValue: Bool {
      names.contains { name in
        let bytes = Array(name.utf8)
        let isNumber =
          !bytes.isEmpty && bytes.allSatisfy { (48...57).contains($0) || "+-.,".utf8.contains($0) }
          && bytes.contains { (48...57).contains($0) }
        return isNumber || WrittenDate.date(bytes.span, order: .mdy) != nil
      }
    }
  }
}
