extension TextID {
  /// Turns to another table.
  fileprivate mutating func move(_ identifiers: Span<TextID>) { self = identifiers[Int(index)] }
}

extension LicenseRow: AccountRow {
  mutating func moveTexts(_ identifiers: Span<TextID>) {
    account.move(identifiers)
    accountName.move(identifiers)
    virtualAccount.move(identifiers)
    license.move(identifiers)
    sku.move(identifiers)
    billingType.move(identifiers)
    licenseType.move(identifiers)
    subscription.move(identifiers)
  }

  mutating func moveLines(_ lines: Int32) { location = location.moved(down: lines) }
}

extension InstanceRow: AccountRow {
  mutating func moveTexts(_ identifiers: Span<TextID>) {
    account.move(identifiers)
    virtualAccount.move(identifiers)
    name.move(identifiers)
    product.move(identifiers)
    status.move(identifiers)
  }

  mutating func moveLines(_ lines: Int32) { location = location.moved(down: lines) }
}

extension EventRow: AccountRow {
  mutating func moveTexts(_ identifiers: Span<TextID>) {
    account.move(identifiers)
    virtualAccount.move(identifiers)
    time.move(identifiers)
    type.move(identifiers)
    message.move(identifiers)
    user.move(identifiers)
  }

  mutating func moveLines(_ lines: Int32) { location = location.moved(down: lines) }
}

extension AlertRow: AccountRow {
  mutating func moveTexts(_ identifiers: Span<TextID>) {
    account.move(identifiers)
    virtualAccount.move(identifiers)
    type.move(identifiers)
    message.move(identifiers)
    source.move(identifiers)
  }

  mutating func moveLines(_ lines: Int32) { location = location.moved(down: lines) }
}

extension DismissalRow: AccountRow {
  mutating func moveTexts(_ identifiers: Span<TextID>) {
    account.move(identifiers)
    virtualAccount.move(identifiers)
    if case .stated(var word) = event {
      word.move(identifiers)
      event = .stated(word)
    }
    subject.move(identifiers)
    subscription.move(identifiers)
    by.move(identifiers)
    reason.move(identifiers)
  }

  mutating func moveLines(_ lines: Int32) { location = location.moved(down: lines) }
}

extension PreferenceRow: AccountRow {
  mutating func moveTexts(_ identifiers: Span<TextID>) {
    account.move(identifiers)
    email.move(identifiers)
    role.move(identifiers)
    locale.move(identifiers)
    guard case .listed(var names) = virtualAccounts else { return }
    for index in names.indices { names[index].move(identifiers) }
    virtualAccounts = .listed(names)
  }

  mutating func moveLines(_ lines: Int32) {
    location = location.moved(down: lines)
    virtualAccountsLocation = virtualAccountsLocation.moved(down: lines)
    alertEventsLocation = alertEventsLocation.moved(down: lines)
    expiryWindowsLocation = expiryWindowsLocation.moved(down: lines)
    additionalEmailsLocation = additionalEmailsLocation.moved(down: lines)
    localeLocation = localeLocation.moved(down: lines)
  }
}

extension RememberedRow: AccountRow {
  mutating func moveTexts(_ identifiers: Span<TextID>) {
    account.move(identifiers)
    accountName.move(identifiers)
    virtualAccount.move(identifiers)
    alert?.subject.move(identifiers)
    alert?.subscription.move(identifiers)
  }

  /// It has none.
  mutating func moveLines(_ lines: Int32) {}
}

extension RejectedRow: AccountRow {
  mutating func moveTexts(_ identifiers: Span<TextID>) {
    account.move(identifiers)
    virtualAccount.move(identifiers)
  }

  /// It has none.
  mutating func moveLines(_ lines: Int32) {}
}
