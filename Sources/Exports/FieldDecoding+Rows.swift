internal import Licensing

extension FieldDecoding {
  /// Decodes `record` into a row of the file's kind, or counts it as rejected.
  mutating func decodeRecord() {
    forgetAccount()
    guard hasGoodShape() else { return reject() }
    switch layout.kind {
    case .licenses: keep(LicenseExport.row(&self), in: \.licenses)
    case .instances: keep(InstanceExport.row(&self), in: \.instances)
    case .events: keep(EventExport.row(&self), in: \.events)
    case .preferences: keep(PreferenceExport.row(&self), in: \.preferences)
    }
  }

  private mutating func keep<Row>(_ row: Row?, in list: WritableKeyPath<ExportRows, [Row]>) {
    guard let row else { return reject() }
    rows[keyPath: list].append(row)
  }

  private mutating func hasGoodShape() -> Bool {
    let fault: (code: String, message: String)? =
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
      case nil where record.fields.count != layout.fieldCount:
        (
          "ragged-row",
          "\(record.fields.count) fields (expected \(layout.fieldCount), as in the header)"
        )
      case nil: isUTF8 ? nil : ("invalid-utf8", "the record is not valid UTF-8")
      }
    guard let fault else { return true }
    error(fault.code, fault.message, loss: .row, at: rowLocation)
    return false
  }

  private var isUTF8: Bool {
    record.bytes.allSatisfy { $0 < 128 }
      || String(validating: record.bytes, as: UTF8.self) != nil
  }

  /// Counts the record as rejected, under what of its place can still be read.
  private mutating func reject() {
    let isReadable = record.fields.count == layout.fieldCount && isUTF8
    var account = folderAccount
    var virtualAccount = TextID.empty
    if isReadable {
      let domain = String(decoding: bytes(.accountDomain), as: UTF8.self).lowercasedASCII
      if account.isEmpty, EmailAddress.isDomain(domain) { account = rows.texts.insert(domain) }
      virtualAccount = text(.virtualAccount)
    }
    rows.rejected.append(
      RejectedRow(kind: layout.kind, account: account, virtualAccount: virtualAccount))
  }
}

extension Record {
  /// Whether the line is empty or holds only delimiters and blanks.
  var isBlank: Bool {
    (fault == nil || fault == .tooManyFields) && bytes.allSatisfy(TextCleaning.isBlank)
  }
}
