internal import Answers
internal import Rendering

/// A reason against saving, in the reader's language where the language has a sentence for it.
struct RefusalReason: Sendable {
  /// The element of the form that it is about; nil where it is about the whole.
  let field: String?
  let text: String

  init(
    _ refusal: SavingAnswer.Refusal, _ phrases: Phrases, edit: PreferenceEdit, account: String
  ) {
    field = refusal.field ?? (refusal.code == "not-administrator" ? "as" : nil)
    let own = phrases.refusal(
      refusal.code,
      ["email": edit.email, "asker": edit.savedBy, "account": account])
    // The program's own sentence is English, and says more than a translation of its code.
    text = phrases.locale == "en" ? refusal.message : own ?? refusal.message
  }
}
