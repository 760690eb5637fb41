internal import Licensing

/// From a record to a row, or to a rejected one.
extension RowDecoder {
  /// Decodes what a reader read, whose fields are ranges of bytes of its own.
  mutating func decode(_ reader: CSVReader, isLastOfFile: Bool) {
    if reader.isUnclosed { return rejectUnclosed(line: reader.record.line) }
    if reader.record.fault == .recordTooLong {
      return reject(LongRecord(lines: 0), line: reader.record.line)
    }
    if reader.isBlank { return }
    if isLastOfFile, !reader.hasLineEnd, reader.record.fieldCount < layout.fieldCount {
      return rejectCut(reader.record)
    }
    let before = record
    record = reader.record
    record.isPlain = reader.bytes.span.isPrintable
    decodeRecord(reader.bytes.span, isInPart: false)
    record = before
  }

  /// Decodes `record` into a row of the file's kind, or counts it as rejected.
  mutating func decodeRecord(_ bytes: Span<UInt8>, isInPart: Bool) {
    beginRecord(isInPart: isInPart)
    guard hasGoodShape(bytes) else { return reject(bytes) }
    if isElsewhere(bytes) { return }
    switch layout.kind {
    case .licenses:
      guard let row = LicenseRow(&self, bytes) else { return reject(bytes) }
      rows.licenses.append(row)
    case .instances:
      guard let row = InstanceRow(&self, bytes) else { return reject(bytes) }
      rows.instances.append(row)
    case .events:
      guard let row = EventRow(&self, bytes) else { return reject(bytes) }
      rows.events.append(row)
    case .alerts:
      guard let row = AlertRow(&self, bytes) else { return reject(bytes) }
      rows.alerts.append(row)
    case .dismissals:
      guard let row = DismissalRow(&self, bytes) else { return reject(bytes) }
      rows.dismissals.append(row)
    case .preferences:
      guard let row = PreferenceRow(&self, bytes) else { return reject(bytes) }
      rows.preferences.append(row)
    }
  }

  /// Rejects `record` for what its fields do not show.
  mutating func rejectRecord(
    _ code: String, _ text: DiagnosticText, at location: SourceLocation, _ bytes: Span<UInt8>
  ) {
    beginRecord(isInPart: false)
    error(code, text, loss: .row, at: location)
    reject(bytes)
  }

  /// Counts `record` as rejected; why was or will be reported once for several.
  mutating func countRejected(_ bytes: Span<UInt8>) {
    beginRecord(isInPart: false)
    reject(bytes)
  }

  /// Reports an error that concerns the account of `record` but none of its fields.
  mutating func report(
    _ code: String, _ text: DiagnosticText, loss: Diagnostic.Loss, _ bytes: Span<UInt8>
  ) {
    beginRecord(isInPart: false)
    if EmailAddress.isDomain(string(.accountDomain, bytes).lowercasedASCII) {
      _ = accountDomain(bytes)
    }
    error(code, text, loss: loss, at: rowLocation)
  }

  /// Rejects a record of which nothing is known but that it is too long.
  mutating func reject(_ long: LongRecord, line: Int32 = 0) {
    if long.isUnclosed { return rejectUnclosed(line: line) }
    beginRecord(isInPart: false)
    (record.line, record.column) = (line, 1)
    let fault = Record.Fault.recordTooLong
    error(fault.code, "\(fault.sentence)", loss: .row, at: rowLocation)
    rows.rejected.append(
      RejectedRow(kind: layout.kind, account: folderAccount, virtualAccount: .empty))
  }

  /// Reports the record that begins on a line and whose last field never ends.
  private mutating func rejectUnclosed(line: Int32) {
    beginRecord(isInPart: false)
    rows.isCutShort = true
    (record.line, record.column) = (line, 1)
    error(
      "unclosed-quote", "a quote that opens in this record never closes", loss: .rest,
      at: rowLocation)
  }

  /// Reports the last record of a file that ends within it.
  private mutating func rejectCut(_ cut: Record) {
    beginRecord(isInPart: false)
    rows.isCutShort = true
    (record.line, record.column) = (cut.line, 1)
    error(
      "cut-record",
      "the file ends within a record: \(cut.fieldCount) fields (expected \(layout.fieldCount), as "
        + "in the header) and no line end", loss: .rest, at: rowLocation)
  }

  @inline(__always) private mutating func hasGoodShape(_ bytes: Span<UInt8>) -> Bool {
    record.fault == nil && record.fieldCount == layout.fieldCount && isUTF8(bytes)
      || repairShape(bytes)
  }

  /// Makes the record as long as the header where that loses nothing; false where it cannot be
  /// used, which is reported.
  private mutating func repairShape(_ bytes: Span<UInt8>) -> Bool {
    if record.fault == nil, record.fieldCount != layout.fieldCount {
      if record.fieldCount > layout.fieldCount {
        dropEmptyFields(bytes)
      } else if record.fieldCount >= layout.leastFieldCount {
        addMissingFields()
      }
    }
    if record.fault == nil, record.fieldCount == layout.fieldCount, isUTF8(bytes) { return true }
    let code: String
    let text: DiagnosticText
    if let fault = record.fault {
      (code, text) = (fault.code, "\(fault.sentence)")
    } else if record.fieldCount != layout.fieldCount {
      code = "ragged-row"
      text = "\(record.fieldCount) fields (expected \(layout.fieldCount), as in the header)"
    } else {
      code = "invalid-utf8"
      text =
        "the record is not valid UTF-8 (is the file windows-1252? then set encoding: "
        + "windows-1252)"
    }
    error(code, text, loss: .row, at: rowLocation)
    return false
  }

  private mutating func dropEmptyFields(_ bytes: Span<UInt8>) {
    guard record.isBlank(bytes, after: layout.fieldCount) else { return }
    record.fieldCount = layout.fieldCount
    guard isFirst("extra-fields") else { return }
    note(
      "extra-fields", "records have empty fields beyond the header, which are ignored",
      at: rowLocation)
  }

  private mutating func addMissingFields() {
    missingFrom = record.fieldCount
    let missing = Record.Field(column: 0)
    for index in record.fieldCount..<layout.fieldCount {
      if index < record.fields.count {
        record.fields[index] = missing
      } else {
        record.fields.append(missing)
      }
    }
    record.fieldCount = layout.fieldCount
    guard isFirst("missing-fields") else { return }
    warning(
      "missing-fields",
      "records have fewer fields than the header (here \(missingFrom) of \(layout.fieldCount)); "
        + "what they lack is unknown", at: rowLocation)
  }

  /// Whether each field is; for a record of the right number of fields.
  private func isUTF8(_ bytes: Span<UInt8>) -> Bool {
    if record.isPlain { return true }
    return record.fields[..<record.fieldCount].allSatisfy { field in
      let field = bytes.extracting(field.range).array
      return field.allSatisfy { $0 < 128 } || String(validating: field, as: UTF8.self) != nil
    }
  }

  /// Counts the record as rejected, under what of its account can still be read.
  private mutating func reject(_ bytes: Span<UInt8>) {
    let hasAllFields = record.fieldCount == layout.fieldCount
    var account = folderAccount
    var virtualAccount = TextID.empty
    if account.isEmpty, isReadable(.accountDomain, bytes) {
      let domain = string(.accountDomain, bytes).lowercasedASCII
      // Where fields are missing or too many, what is there may be another column's `v1.2`.
      if EmailAddress.isDomain(domain), hasAllFields || domain.endsInWord {
        account = rows.texts.insert(domain)
      }
    }
    if hasAllFields, isReadable(.virtualAccount, bytes) {
      virtualAccount = text(.virtualAccount, bytes)
    }
    if let shard, !account.isEmpty, !isOwn(account, shard) { return }
    rows.rejected.append(
      RejectedRow(kind: layout.kind, account: account, virtualAccount: virtualAccount))
  }

  /// Whether the record has a column's field, or needs none, and it is valid UTF-8.
  private func isReadable(_ column: Column, _ bytes: Span<UInt8>) -> Bool {
    guard let index = layout.index(of: column) else { return true }
    guard index < record.fieldCount, index < record.fields.count else { return false }
    return record.isPlain
      || String(validating: bytes.extracting(record.fields[index].range).array, as: UTF8.self)
        != nil
  }
}

extension String {
  /// Whether the last label of a domain is letters alone, as those of the Internet are.
  fileprivate var endsInWord: Bool {
    guard let label = split(separator: ".").last else { return false }
    return label.hasPrefix("xn--") || label.utf8.allSatisfy { (97...122).contains($0) }
  }
}
