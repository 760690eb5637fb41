internal import Rendering

/// What happened to a form, said above it.
struct PreferencesNotice {
  let phrases: Phrases

  /// After saving, from the address the browser was sent to.
  func saved(_ isSaved: Bool) -> Markup {
    isSaved ? "<p class=\"notice good\" role=\"status\">\(phrases.text(.saved))</p>\n" : ""
  }

  func nothing() -> Markup {
    "<p class=\"notice\" role=\"status\">\(phrases.text(.nothingChanged))</p>\n"
  }

  /// Why a user's form is shown and cannot be saved.
  func locked(_ reason: String) -> Markup {
    "<p class=\"notice\">\(phrases.text(.locked, ["reason": reason]))</p>\n"
  }

  /// All reasons, each leading to its field.
  func refused(_ reasons: [RefusalReason]) -> Markup {
    let lines = reasons.map { reason -> Markup in
      guard let field = reason.field else { return "<li>\(reason.text)</li>\n" }
      return "<li><a href=\"#\(field)\">\(reason.text)</a></li>\n"
    }
    return """
      <div class="notice bad" role="alert" tabindex="-1"><p><b>\(phrases.text(.nothingSaved))</b></p>
      <ul>\(lines)</ul></div>

      """
  }

  /// Two windows saved: the second hears of it, and keeps what it wanted.
  func outdated(_ edit: PreferenceEdit, meanwhile: PreferenceEdit.Values) -> Markup {
    """
    <div class="notice bad" role="alert" tabindex="-1"><p><b>\(phrases.text(.outdated))</b></p>
    <p>\(phrases.text(.rebased)) \(phrases.text(meanwhile.isEmpty ? .notDiffering : .differing)) \
    \(phrases.text(.choice))</p></div>

    """
  }
}
