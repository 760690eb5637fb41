internal import ArgumentParser
internal import Exports
internal import Licensing

/// The fields of `preferences set`, as typed.
struct PreferenceArguments: ParsableArguments {
  @Option(help: "Whether the daily summary is sent: yes or no.")
  var dailySummary: String?

  @Option(help: "Whether status notices are sent: yes or no.")
  var statusNotification: String?

  @Option(help: "Alert events, separated by commas; all, none, or nothing for all of them.")
  var alertEvents: String?

  @Option(help: "Expiry windows in days, separated by commas; all, none, or nothing for 90.")
  var expiryWindows: String?

  @Option(help: "Addresses that get the same messages, separated by commas; none.")
  var additionalEmails: String?

  @Option(help: "The language of the messages.")
  var locale: String?

  func validate() throws {
    guard typed.isEmpty else { return }
    throw ValidationError("nothing to set (name at least one field, for example --daily-summary)")
  }

  /// What was typed, by field.
  private var typed: [PreferenceField: String] {
    let all: [(PreferenceField, String?)] = [
      (.dailySummary, dailySummary), (.statusNotification, statusNotification),
      (.alertEvents, alertEvents), (.expiryWindows, expiryWindows),
      (.additionalEmails, additionalEmails), (.locale, locale),
    ]
    return Dictionary(
      uniqueKeysWithValues: all.compactMap { field, text in text.map { (field, $0) } })
  }

  /// What the fields are to say, and a reason for each that says nothing.
  func values(
    _ settings: RuleSettings
  ) -> (values: [PreferenceField: PreferenceValue], refusals: [SavingRefusal]) {
    var values: [PreferenceField: PreferenceValue] = [:]
    var refusals: [SavingRefusal] = []
    for field in PreferenceField.allCases {
      guard let text = typed[field] else { continue }
      let words = text.split { ",;".contains($0) || $0.isWhitespace }.map(String.init)
      switch field {
      case .dailySummary, .statusNotification:
        if let isOn = FlagWord.meaning(of: words.joined(separator: " ")) {
          values[field] = .flag(isOn)
        } else {
          refusals.append(
            SavingRefusal(field, "bad-flag", "\(text.quoted) is neither yes nor no"))
        }
      case .alertEvents: values[field] = .choice(Self.choice(words))
      case .expiryWindows:
        let choice = Self.choice(words)
        values[field] = .choice(
          choice == .all ? .listed(settings.windows.map(String.init)) : choice)
      case .additionalEmails: values[field] = .addresses(Self.isNone(words) ? [] : words)
      case .locale: values[field] = .text(words.joined(separator: " "))
      }
    }
    return (values, refusals)
  }

  private static func choice(_ words: [String]) -> PreferenceRow.Choice {
    if words.isEmpty { return .unset }
    if isNone(words) { return .none }
    let isAll = words.count == 1 && ["*", "all"].contains(words[0].lowercasedASCII)
    return isAll ? .all : .listed(words)
  }

  private static func isNone(_ words: [String]) -> Bool {
    words.count == 1 && words[0].lowercasedASCII == "none"
  }
}
