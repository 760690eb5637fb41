/// The line at the foot of every page: that this is a preview, of which build, and what failed.
struct PreviewBar: Sendable {
  let state: Rebuilding.State
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
    <aside class="preview" aria-label="Preview" data-generation="\(state.generation)"\(reload)>
    <p><b>Preview</b> for you at this machine. <span role="status">\(sentence)</span></p>
    \(failure)
    <p><a href="/">Accounts</a> \(preferences)</p>
    </aside>

    """
  }

  private var reload: Markup { reloads ? " data-reload" : "" }

  private var sentence: String {
    if state.failure != nil { return "The last rebuild failed." }
    return state.isBuilding ? "Rebuilding…" : "Up to date."
  }

  private var failure: Markup {
    """
    <div role="alert" class="failed"\(state.failure == nil ? " hidden" : "" as Markup)>
    <p>Nothing new was published; this is the build before.</p>
    <pre tabindex="0">\(state.failure ?? "")</pre></div>
    """
  }

  private var preferences: Markup {
    guard let account else { return "<a href=\"/-/preferences\">Preferences</a>" }
    return "<a href=\"/-/preferences/\(account)\">Preferences of \(account)</a>"
  }
}
