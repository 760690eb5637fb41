/// What happened to a form, told above it.
enum PreferencesNotice {
  /// After saving, from the address the browser was sent to.
  static func saved(_ isSaved: Bool) -> Markup {
    isSaved ? "<p class=\"notice good\" role=\"status\">Saved.</p>\n" : ""
  }

  static func nothing() -> Markup {
    "<p class=\"notice\" role=\"status\">Nothing was changed, so nothing was saved.</p>\n"
  }

  /// Why a user's form is shown and cannot be saved.
  static func locked(_ reason: String) -> Markup {
    "<p class=\"notice\">Cannot be saved: \(reason)</p>\n"
  }

  /// All reasons, each leading to its field.
  static func refused(_ refusals: [SavingAnswer.Refusal]) -> Markup {
    let lines = refusals.map { refusal -> Markup in
      let place = refusal.field ?? (refusal.code == "not-administrator" ? "as" : nil)
      guard let place else { return "<li>\(refusal.message)</li>\n" }
      return "<li><a href=\"#\(place)\">\(refusal.message)</a></li>\n"
    }
    return """
      <div class="notice bad" role="alert" tabindex="-1"><p><b>Nothing was saved.</b></p>
      <ul>\(lines)</ul></div>

      """
  }

  /// Two windows saved: the second is told, and keeps what it wanted.
  static func outdated(_ edit: PreferenceEdit, meanwhile: PreferenceEdit.Values) -> Markup {
    let differing: Markup =
      meanwhile.isEmpty
      ? "The fields you changed are not among them."
      : "Fields that you changed too say what is stored now."
    return """
      <div class="notice bad" role="alert" tabindex="-1"><p><b>Nothing was saved: these preferences \
      were changed meanwhile</b>, in another window or in the file.</p>
      <p>Your changes stand in the form still, on top of what is stored now. \(differing) \
      Save puts yours in its place, Reset discards them.</p></div>

      """
  }
}
