internal import Licensing

/// What the children of a `<user>` say: its scope and its additional addresses.
struct XMLUser {
  /// The names of its virtual accounts, as ranges of the piece's bytes.
  var names: [Range<Int>] = []
  /// A text for each address; a comment or an element in an address splits it into several.
  private var addresses: [[Range<Int>]] = []
  private var text: [Range<Int>] = []

  /// Text of the address that is open.
  mutating func addText(_ range: Range<Int>) { text.append(range) }

  /// Ends an address.
  mutating func endAddress() {
    addresses.append(text)
    text = []
  }

  /// Adds to the row that was decoded last what its element's children say, and the lists whose
  /// words are separated by blanks.
  func complete(_ fields: inout RowDecoder, _ bytes: Span<UInt8>) {
    var row = fields.rows.preferences.removeLast()
    if fields.isEmpty(.virtualAccounts, bytes) {
      var listed: [TextID] = []
      for name in names {
        let name = clean(bytes.extracting(name).array, &fields)
        if !name.isEmpty { listed.append(fields.rows.texts.insert(name.span)) }
      }
      row.virtualAccounts = .listed(listed)
    }
    row.alertEvents = choice(.alertEvents, &fields, bytes) ?? row.alertEvents
    row.expiryWindows = choice(.expiryWindows, &fields, bytes) ?? row.expiryWindows
    for address in addresses {
      let written = address.flatMap { bytes.extracting($0).array }
      let clean = clean(written, &fields)
      if !clean.isEmpty {
        row.additionalEmails.append(EmailAddress.bare(String(decoding: clean, as: UTF8.self)))
      }
    }
    fields.rows.preferences.append(row)
  }

  /// Words separated by blanks; nil where there are none, or where a `;` separates them.
  private func choice(
    _ column: Column, _ fields: inout RowDecoder, _ bytes: Span<UInt8>
  ) -> PreferenceRow.Choice? {
    let written = fields.string(column, bytes)
    guard !written.isEmpty, !written.utf8.contains(UInt8(ascii: ";")) else { return nil }
    return PreferenceRow.choice(of: written.split(separator: " ").map(String.init))
  }

  private func clean(_ text: [UInt8], _ fields: inout RowDecoder) -> [UInt8] {
    let trimmed = TextCleaning.trimmed(text[...])
    let (clean, hadDirection) = TextCleaning.repaired(trimmed)
    if hadDirection {
      fields.warning(
        "direction-removed", "characters that change the writing direction were removed",
        value: String(decoding: clean, as: UTF8.self), at: fields.rowLocation)
    }
    return clean
  }
}
