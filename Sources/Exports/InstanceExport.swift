internal import Licensing

/// A record of the product instances.
enum InstanceExport {
  /// The row of the record; nil rejects it, and then the reason was reported.
  static func row(_ fields: inout FieldDecoding) -> InstanceRow? {
    guard let account = fields.accountDomain(),
      let virtualAccount = fields.name(.virtualAccount, "virtual account"),
      let name = fields.name(.productInstance, "product instance name")
    else { return nil }
    var row = InstanceRow(
      account: account, virtualAccount: virtualAccount, name: name,
      location: fields.rowLocation)
    row.product = fields.text(.product)
    row.registered = fields.date(.registrationDate, "registration date", loss: .value)
    row.renewed = fields.date(.registrationRenewed, "last registration renewal", loss: .value)
    row.authorized = fields.date(.authorizationDate, "authorization date", loss: .value)
    row.lastContact = fields.date(.lastContact, "last contact", loss: .value)
    row.status = fields.text(.status)
    return row
  }
}
