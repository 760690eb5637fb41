internal import Rendering

/// The line at the foot of every page: that this is a preview, of which build, and what failed.
struct PreviewBar: Sendable {
  let state: Rebuilding.State
  /// In the language of the page.
  let phrases: Phrases
  /// The account whose page it is.
  var account: String?
  /// Whether the page shows what a newer build would change, and so reloads itself.
  var reloads = true

  /// What a page's head needs for it.
  static let head: Markup = """
    <link rel="stylesheet" href="/-/preview.css">
    <script src="/-/preview.js" defer></script>

    """

  var markup: Markup {
    """
    <aside class="preview" aria-label="\(phrases.text(.label))" \
    data-generation="\(state.generation)"\(sentences)\(reload)>
    <p>\(phrases.text(.note)) <span role="status">\(sentence)</span></p>
    \(failure)
    <p><a href="/">\(phrases.text(.accounts))</a> \(preferences)</p>
    </aside>

    """
  }

  /// What its script says of other states.
  private var sentences: Markup {
    """
     data-building="\(phrases.text(.building))" data-current="\(phrases.text(.current))" \
    data-failed="\(phrases.text(.failed))" data-stopped="\(phrases.text(.stopped))"
    """
  }

  private var reload: Markup { reloads ? " data-reload" : "" }

  private var sentence: String {
    if state.failure != nil { return phrases.text(.failed) }
    return phrases.text(state.isBuilding ? .building : .current)
  }

  private var failure: Markup {
    """
    <div role="alert" class="failed"\(state.failure == nil ? " hidden" : "" as Markup)>
    <p>\(phrases.text(.unchanged))</p>
    <pre tabindex="0" lang="en">\(state.failure ?? "")</pre></div>
    """
  }

  private var preferences: Markup {
    guard let account else {
      return "<a href=\"/-/preferences\">\(phrases.text(.preferences))</a>"
    }
    let text = phrases.text(.preferencesOf, ["account": account])
    return "<a href=\"/-/preferences/\(account)\">\(text)</a>"
  }
}
