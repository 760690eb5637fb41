internal import Licensing

/// A record of the product instances.
extension InstanceRow {
  /// The row of the record; nil rejects it, and then the reason was reported.
  init?(_ decoder: inout RowDecoder, _ bytes: Span<UInt8>) {
    guard let account = decoder.accountDomain(bytes),
      let virtualAccount = Self.virtualAccount(&decoder, bytes),
      let name = decoder.name(.productInstance, "product instance name", bytes)
    else { return nil }
    self.init(
      account: account, virtualAccount: virtualAccount, name: name,
      product: decoder.text(.product, bytes),
      registered: decoder.date(.registrationDate, "registration date", loss: .value, bytes),
      renewed: decoder.date(
        .registrationRenewed, "last registration renewal", loss: .value, bytes),
      authorized: decoder.date(.authorizationDate, "authorization date", loss: .value, bytes),
      lastContact: decoder.date(.lastContact, "last contact", loss: .value, bytes),
      status: decoder.text(.status, bytes), location: decoder.rowLocation)
    let dates: [(Column, CalendarDate?)] = [
      (.registrationRenewed, renewed), (.authorizationDate, authorized),
      (.lastContact, lastContact),
    ]
    for (column, date) in dates where date == nil && decoder.isStated(column, bytes) {
      hasIgnoredValue = true
    }
    Self.checkStatus(status, &decoder)
  }

  /// Its name; the portal's devices may state none.
  private static func virtualAccount(
    _ decoder: inout RowDecoder, _ bytes: Span<UInt8>
  ) -> TextID? {
    guard decoder.layout.needsVirtualAccount else { return decoder.text(.virtualAccount, bytes) }
    return decoder.name(.virtualAccount, "virtual account", bytes)
  }

  /// Reports a status that nobody knows, once a file and word.
  private static func checkStatus(_ text: TextID, _ decoder: inout RowDecoder) {
    if text.isEmpty { return }
    for known in decoder.statuses where known.text == text && known.column == .productInstance {
      return
    }
    let status = decoder.rows.texts.string(text)
    guard InstanceStatus(status) == .unknown else {
      let known = StatusReading(
        text: text, column: .productInstance, license: .unstated, term: .unstated)
      if decoder.statuses.count < RowDecoder.mostRemembered { decoder.statuses.append(known) }
      return
    }
    guard decoder.isFirst("instance \(status)") else { return }
    decoder.warning(
      "unknown-status", "status \(status.quoted) of a product instance is not known, good or bad",
      value: status, at: decoder.location(of: .status))
  }
}
