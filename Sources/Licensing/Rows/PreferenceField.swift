/// A field of a preference row that saving may change; the raw value is the option's name.
package enum PreferenceField: String, CaseIterable, Sendable {
  case dailySummary = "daily-summary"
  case statusNotification = "status-notification"
  case alertEvents = "alert-events"
  case expiryWindows = "expiry-windows"
  case additionalEmails = "additional-emails"
  case locale
}

/// What a field of a preference row says, whatever the file writes for it.
package enum PreferenceValue: Hashable, Sendable {
  case flag(Bool)
  /// Events or windows.
  case choice(PreferenceRow.Choice)
  case addresses([String])
  /// A locale.
  case text(String)
}

extension PreferenceValue {
  /// Whether a missing column says the same.
  package var saysNothing: Bool {
    switch self {
    case .flag(let isOn): !isOn
    case .choice(let choice): choice == .unset
    case .addresses(let addresses): addresses.isEmpty
    case .text(let text): text.isEmpty
    }
  }
}

extension PreferenceRow {
  /// What a field of the row says.
  package func value(of field: PreferenceField, texts: TextTable) -> PreferenceValue {
    switch field {
    case .dailySummary: .flag(dailySummary)
    case .statusNotification: .flag(statusNotification)
    case .alertEvents: .choice(alertEvents)
    case .expiryWindows: .choice(expiryWindows)
    case .additionalEmails: .addresses(additionalEmails)
    case .locale: .text(texts.string(locale))
    }
  }

  /// Makes a field say something; a value of another field's kind is a mistake of the program.
  package mutating func set(
    _ field: PreferenceField, to value: PreferenceValue, texts: inout TextTable
  ) {
    switch (field, value) {
    case (.dailySummary, .flag(let isOn)): dailySummary = isOn
    case (.statusNotification, .flag(let isOn)): statusNotification = isOn
    case (.alertEvents, .choice(let choice)): alertEvents = choice
    case (.expiryWindows, .choice(let choice)): expiryWindows = choice
    case (.additionalEmails, .addresses(let addresses)): additionalEmails = addresses
    case (.locale, .text(let text)): locale = texts.insert(text)
    default: preconditionFailure("the value is not of the field's kind")
    }
  }

  /// The row as a row of another table of texts.
  package func moved(from old: TextTable, to new: inout TextTable) -> PreferenceRow {
    var row = self
    row.account = new.insert(old.string(account))
    row.email = new.insert(old.string(email))
    row.role = new.insert(old.string(role))
    row.locale = new.insert(old.string(locale))
    if case .listed(let names) = virtualAccounts {
      row.virtualAccounts = .listed(names.map { new.insert(old.string($0)) })
    }
    return row
  }
}
