/// What somebody wants saved for one user of an account.
package struct SavingRequest: Sendable {
  /// The user whose preferences they are.
  package var email: String
  /// Who saves them; a guard against mistakes, no authentication.
  package var savedBy: String
  /// What is to change; fields that are not named stay.
  package var values: [PreferenceField: PreferenceValue]
  /// Fields for which the user's file has no column.
  package var missing: Set<PreferenceField> = []
  /// Fields whose text in the file means nothing, so that they are written again in any case.
  package var unsound: Set<PreferenceField> = []

  /// A request to change these fields.
  package init(email: String, savedBy: String, values: [PreferenceField: PreferenceValue]) {
    self.email = email
    self.savedBy = savedBy
    self.values = values
  }

  /// What a user has who never chose anything.
  package static let defaults: [PreferenceField: PreferenceValue] = [
    .dailySummary: .flag(false), .statusNotification: .flag(false), .alertEvents: .choice(.unset),
    .expiryWindows: .choice(.unset), .additionalEmails: .addresses([]), .locale: .text(""),
  ]
}
