internal import Licensing

extension FieldDecoding {
  /// Decodes a record that a reader made, whose fields are ranges of bytes of its own.
  mutating func decode(_ record: Record, _ bytes: [UInt8]) {
    let before = self.record
    self.record = record
    self.record.isPlain = TextCleaning.isClean(bytes[...])
    decodeRecord(bytes.span, isInPart: false)
    self.record = before
  }

  /// Decodes `record` into a row of the file's kind, or counts it as rejected.
  mutating func decodeRecord(_ bytes: Span<UInt8>, isInPart: Bool) {
    beginRecord(isInPart: isInPart)
    guard hasGoodShape(bytes) else { return reject(bytes) }
    if isElsewhere(bytes) { return }
    switch layout.kind {
    case .licenses:
      guard let row = LicenseExport.row(&self, bytes) else { return reject(bytes) }
      rows.licenses.append(row)
    case .instances:
      guard let row = InstanceExport.row(&self, bytes) else { return reject(bytes) }
      rows.instances.append(row)
    case .events:
      guard let row = EventExport.row(&self, bytes) else { return reject(bytes) }
      rows.events.append(row)
    case .alerts:
      guard let row = AlertExport.row(&self, bytes) else { return reject(bytes) }
      rows.alerts.append(row)
    case .preferences:
      guard let row = PreferenceExport.row(&self, bytes) else { return reject(bytes) }
      rows.preferences.append(row)
    }
    record.isRemembered = isInPart && record.isPlain
  }

  /// Rejects `record` for what its fields do not show.
  mutating func rejectRecord(
    _ code: String, _ message: String, at location: SourceLocation, _ bytes: Span<UInt8>
  ) {
    beginRecord(isInPart: false)
    error(code, message, loss: .row, at: location)
    reject(bytes)
  }

  /// Counts `record` as rejected; why was or will be reported once for several.
  mutating func countRejected(_ bytes: Span<UInt8>) {
    beginRecord(isInPart: false)
    reject(bytes)
  }

  /// Reports an error that concerns the account of `record` but none of its fields.
  mutating func report(
    _ code: String, _ message: String, loss: Diagnostic.Loss, _ bytes: Span<UInt8>
  ) {
    beginRecord(isInPart: false)
    let domain = String(
      decoding: bytes.extracting(range(.accountDomain, bytes)).array, as: UTF8.self)
    if EmailAddress.isDomain(domain.lowercasedASCII) { _ = accountDomain(bytes) }
    error(code, message, loss: loss, at: rowLocation)
  }

  /// Reports the record that begins on a line and whose last field never ends.
  mutating func rejectUnclosed(line: Int32) {
    beginRecord(isInPart: false)
    rows.isCutShort = true
    record.line = line
    record.column = 1
    error(
      "unclosed-quote", "a quote that opens in this record never closes", loss: .rest,
      at: rowLocation)
  }

  @inline(__always) private mutating func hasGoodShape(_ bytes: Span<UInt8>) -> Bool {
    record.fault == nil && record.fieldCount == layout.fieldCount && isUTF8(bytes)
      || reportShape()
  }

  /// Reports why the record cannot be used; false.
  private mutating func reportShape() -> Bool {
    let fault: (code: String, message: String) =
      switch record.fault {
      case .fieldTooLong: ("field-too-long", "a field is longer than 65536 bytes")
      case .nulByte: ("nul-byte", "a field holds a NUL byte")
      case .textAfterQuote: ("text-after-quote", "text follows a closing quote")
      case .tooManyFields:
        (
          "ragged-row",
          "more than \(CSVReader.mostFields) fields (expected \(layout.fieldCount), as in the "
            + "header)"
        )
      case nil where record.fieldCount != layout.fieldCount:
        (
          "ragged-row",
          "\(record.fieldCount) fields (expected \(layout.fieldCount), as in the header)"
        )
      case nil: ("invalid-utf8", "the record is not valid UTF-8")
      }
    error(fault.code, fault.message, loss: .row, at: rowLocation)
    return false
  }

  /// Whether each field is; for a record of the right number of fields.
  private func isUTF8(_ bytes: Span<UInt8>) -> Bool {
    if record.isPlain { return true }
    return record.fields[..<record.fieldCount].allSatisfy { field in
      let field = bytes.extracting(field.range).array
      return field.allSatisfy { $0 < 128 } || String(validating: field, as: UTF8.self) != nil
    }
  }

  /// Counts the record as rejected, under what of its place can still be read.
  private mutating func reject(_ bytes: Span<UInt8>) {
    let isReadable = record.fieldCount == layout.fieldCount && isUTF8(bytes)
    var account = folderAccount
    var virtualAccount = TextID.empty
    if isReadable {
      let written = bytes.extracting(range(.accountDomain, bytes)).array
      let domain = String(decoding: written, as: UTF8.self).lowercasedASCII
      if account.isEmpty, EmailAddress.isDomain(domain) { account = rows.texts.insert(domain) }
      virtualAccount = text(.virtualAccount, bytes)
    }
    if let shard, !account.isEmpty, !isOwn(account, shard) { return }
    rows.rejected.append(
      RejectedRow(kind: layout.kind, account: account, virtualAccount: virtualAccount))
  }
}
