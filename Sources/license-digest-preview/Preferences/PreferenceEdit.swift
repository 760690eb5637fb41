internal import Answers

/// What a person put into the form, and what it held when it was made.
///
/// Only what differs is saved, so that what another window saved meanwhile in other fields stays.
struct PreferenceEdit: Hashable, Sendable {
  /// A field of the form and option of `preferences set`.
  enum Field: String, CaseIterable, Sendable {
    case dailySummary = "daily-summary"
    case statusNotification = "status-notification"
    case alertEvents = "alert-events"
    case expiryWindows = "expiry-windows"
    case additionalEmails = "additional-emails"
    case locale
  }

  typealias Values = [Field: [String]]

  let email: String
  /// Who saves.
  var savedBy: String
  /// The hash of the file as the form was made from it.
  var sha256: String
  /// Words of each field: `yes` or `no`, events, days, addresses, the language.
  var values: Values
  var before: Values
  /// Whether the form's script ran: then windows that are all clear were cleared by the person.
  var isScripted = false

  /// The form of a user as stored.
  init(_ user: PreferencesAnswer.User, savedBy: String) {
    email = user.email
    self.savedBy = savedBy
    sha256 = user.place.sha256 ?? ""
    values = Self.values(of: user)
    before = values
  }

  /// The form of an address that is in no row yet.
  init(newUser email: String, of account: PreferencesAnswer, savedBy: String) {
    self.email = email
    self.savedBy = savedBy
    sha256 = account.file?.sha256 ?? ""
    values = [
      .dailySummary: ["no"], .statusNotification: ["no"], .alertEvents: account.offered.events,
      .expiryWindows: [], .additionalEmails: [], .locale: ["en"],
    ]
    before = values
  }

  /// A form that was posted.
  init(_ form: FormFields) {
    email = form["email"] ?? ""
    savedBy = form["as"] ?? ""
    sha256 = form["sha256"] ?? ""
    isScripted = form["script"] == "yes"
    values = [:]
    before = [:]
    for field in Field.allCases {
      values[field] = Self.words(form.all(field.rawValue))
      before[field] = Self.words(form.all("was-" + field.rawValue))
    }
    for field in [Field.dailySummary, .statusNotification] {
      values[field] = values[field] == ["yes"] ? ["yes"] : ["no"]
    }
  }

  /// The fields that differ from what they held, in the form's order.
  var changes: [Field] {
    Field.allCases.filter { field in
      if field == .expiryWindows && !tellsExpiring(values) { return false }
      return Set(self[field]) != Set(before[field] ?? []) || isClearedAtOnce(field)
    }
  }

  /// The words of a field.
  subscript(_ field: Field) -> [String] { values[field] ?? [] }

  /// Whether a word of a field is ticked.
  func has(_ word: String, in field: Field) -> Bool { self[field].contains(word) }

  /// The arguments of `preferences set`; without a change the summary as it is, to change nothing.
  var arguments: [String] {
    let fields = changes.isEmpty ? [Field.dailySummary] : changes
    return ["--email=\(email)", "--as=\(savedBy)"]
      + fields.map { field in
        let words = self[field]
        return "--\(field.rawValue)=\(words.isEmpty ? "none" : words.joined(separator: ","))"
      }
  }

  /// The same wishes on what is stored now, and what was stored meanwhile in the fields they touch.
  func moved(onto user: PreferencesAnswer.User) -> (edit: PreferenceEdit, meanwhile: Values) {
    var edit = PreferenceEdit(user, savedBy: savedBy)
    var meanwhile: Values = [:]
    for field in changes {
      edit.values[field] = self[field]
      if Set(edit.before[field] ?? []) != Set(before[field] ?? []) {
        meanwhile[field] = edit.before[field]
      }
    }
    edit.isScripted = isScripted
    return (edit, meanwhile)
  }

  /// Whether the summary was turned on and all windows cleared at once: without saying so, saving
  /// would preselect a window.
  private func isClearedAtOnce(_ field: Field) -> Bool {
    field == .expiryWindows && isScripted && self[field].isEmpty && !tellsExpiring(before)
  }

  private func tellsExpiring(_ values: Values) -> Bool {
    values[.dailySummary] == ["yes"]
      && values[.alertEvents]?.contains("licenses-expiring") == true
  }

  private static func values(of user: PreferencesAnswer.User) -> Values {
    [
      .dailySummary: [user.dailySummary ? "yes" : "no"],
      .statusNotification: [user.statusNotification ? "yes" : "no"],
      .alertEvents: user.alertEvents, .expiryWindows: user.expiryWindows.map(String.init),
      .additionalEmails: user.additionalEmails, .locale: [user.locale],
    ]
  }

  private static func words(_ texts: [String]) -> [String] {
    texts.flatMap { $0.split { ",;".contains($0) || $0.isWhitespace } }.map(String.init)
  }
}

extension PreferenceEdit {
  /// The edit as a form sends it.
  var fields: [(name: String, value: String)] {
    var fields = [
      (name: "email", value: email), (name: "as", value: savedBy), (name: "sha256", value: sha256),
    ]
    for field in Field.allCases {
      fields.append((field.rawValue, self[field].joined(separator: ",")))
      fields.append(("was-" + field.rawValue, (before[field] ?? []).joined(separator: ",")))
    }
    return fields
  }
}
