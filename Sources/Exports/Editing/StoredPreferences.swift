package import Licensing

/// What a file states for one user, as typed; nil where it states nothing.
package struct StoredPreferences: Sendable {
  private var fields: [PreferenceField: String] = [:]
  /// Listed names are joined by `;`, in XML too.
  package internal(set) var virtualAccounts: String?

  /// What a field says, as typed; addresses that are elements are joined by `, `.
  package internal(set) subscript(field: PreferenceField) -> String? {
    get { fields[field] }
    set { fields[field] = newValue }
  }
}

extension PreferenceField {
  /// The column that holds the field.
  var column: Column {
    switch self {
    case .dailySummary: .dailySummary
    case .statusNotification: .statusNotification
    case .alertEvents: .alertEvents
    case .expiryWindows: .expiryWindows
    case .additionalEmails: .additionalEmails
    case .locale: .locale
    }
  }
}

extension PreferenceValue {
  /// As a file writes it: flags in the manner of what stood there, words between separators.
  func written(separator: String, like old: String) -> String {
    switch self {
    case .flag(let isOn): FlagWord.word(isOn, like: old)
    case .choice(.unset): ""
    case .choice(.all): "*"
    case .choice(.none): "none"
    case .choice(.listed(let words)): words.joined(separator: separator)
    case .addresses(let addresses): addresses.joined(separator: ", ")
    case .text(let text): text
    }
  }
}
