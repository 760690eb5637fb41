internal import Licensing

/// A record of the product instances.
enum InstanceExport {
  /// The row of the record; nil rejects it, and then the reason was reported.
  static func row(_ fields: inout FieldDecoding, _ bytes: Span<UInt8>) -> InstanceRow? {
    guard let account = fields.accountDomain(bytes),
      let virtualAccount = fields.name(.virtualAccount, "virtual account", bytes),
      let name = fields.name(.productInstance, "product instance name", bytes)
    else { return nil }
    var row = InstanceRow(
      account: account, virtualAccount: virtualAccount, name: name,
      location: fields.rowLocation)
    row.product = fields.text(.product, bytes)
    row.registered = fields.date(.registrationDate, "registration date", loss: .value, bytes)
    row.renewed = fields.date(
      .registrationRenewed, "last registration renewal", loss: .value, bytes)
    row.authorized = fields.date(.authorizationDate, "authorization date", loss: .value, bytes)
    row.lastContact = fields.date(.lastContact, "last contact", loss: .value, bytes)
    row.status = fields.text(.status, bytes)
    return row
  }
}
