extension ExportRows {
  /// Moves all places down by a number of lines.
  package mutating func shift(lines: Int32) {
    for index in licenses.indices { licenses[index].location.line &+= lines }
    for index in instances.indices { instances[index].location.line &+= lines }
    for index in events.indices { events[index].location.line &+= lines }
    for index in preferences.indices { preferences[index].shift(lines: lines) }
    for index in diagnostics.indices { diagnostics[index].location.line &+= lines }
  }

  /// Takes in the rows that follow in the same file, whose texts are in the same table.
  package mutating func append(_ next: ExportRows) {
    licenses += next.licenses
    instances += next.instances
    events += next.events
    preferences += next.preferences
    rejected += next.rejected
    diagnostics += next.diagnostics
    isCutShort = isCutShort || next.isCutShort
  }

  /// Turns to another table: by place in the old one, the identifiers in the new one.
  mutating func move(to identifiers: [TextID]) {
    for index in licenses.indices { licenses[index].move(to: identifiers) }
    for index in instances.indices { instances[index].move(to: identifiers) }
    for index in events.indices { events[index].move(to: identifiers) }
    for index in preferences.indices { preferences[index].move(to: identifiers) }
    for index in rejected.indices { rejected[index].move(to: identifiers) }
  }
}

extension TextID {
  fileprivate mutating func move(to identifiers: [TextID]) {
    self = identifiers[Int(index)]
  }
}

extension LicenseRow {
  fileprivate mutating func move(to identifiers: [TextID]) {
    account.move(to: identifiers)
    accountName.move(to: identifiers)
    virtualAccount.move(to: identifiers)
    license.move(to: identifiers)
    sku.move(to: identifiers)
    billingType.move(to: identifiers)
    licenseType.move(to: identifiers)
    subscription.move(to: identifiers)
  }
}

extension InstanceRow {
  fileprivate mutating func move(to identifiers: [TextID]) {
    account.move(to: identifiers)
    virtualAccount.move(to: identifiers)
    name.move(to: identifiers)
    product.move(to: identifiers)
    status.move(to: identifiers)
  }
}

extension EventRow {
  fileprivate mutating func move(to identifiers: [TextID]) {
    account.move(to: identifiers)
    virtualAccount.move(to: identifiers)
    time.move(to: identifiers)
    type.move(to: identifiers)
    message.move(to: identifiers)
    user.move(to: identifiers)
  }
}

extension PreferenceRow {
  fileprivate mutating func move(to identifiers: [TextID]) {
    account.move(to: identifiers)
    email.move(to: identifiers)
    role.move(to: identifiers)
    locale.move(to: identifiers)
    if case .listed(let names) = virtualAccounts {
      virtualAccounts = .listed(names.map { identifiers[Int($0.index)] })
    }
  }

  fileprivate mutating func shift(lines: Int32) {
    location.line &+= lines
    virtualAccountsLocation.line &+= lines
    alertEventsLocation.line &+= lines
    expiryWindowsLocation.line &+= lines
    additionalEmailsLocation.line &+= lines
    localeLocation.line &+= lines
  }
}

extension RejectedRow {
  fileprivate mutating func move(to identifiers: [TextID]) {
    account.move(to: identifiers)
    virtualAccount.move(to: identifiers)
  }
}
