/// One reason why nothing is saved.
package struct SavingRefusal: Hashable, Sendable {
  /// nil where it is about the user or the file, and not about a field.
  package var field: PreferenceField?
  /// A stable word other programs may match: `window-not-offered`.
  package var code: String
  /// One sentence.
  package var message: String

  /// A reason.
  package init(_ field: PreferenceField?, _ code: String, _ message: String) {
    self.field = field
    self.code = code
    self.message = message
  }
}
