/// The accounts whose preferences can be edited.
struct AccountsPage: Sendable {
  /// More would make a page nobody reads; the others are asked for by their domain.
  static let mostLines = 500

  let state: Rebuilding.State
  /// The domains, sorted.
  let accounts: [String]
  /// A domain that was asked for and is none of them; else empty.
  let asked: String

  var markup: Markup {
    let lines = accounts.prefix(Self.mostLines).map { account -> Markup in
      "<li><a href=\"/-/preferences/\(account)\">\(account)</a></li>\n"
    }
    let rest = accounts.count - lines.count
    let list: Markup = lines.isEmpty ? "<p>Nothing is built yet.</p>" : "<ul>\(lines)</ul>"
    let more: Markup = rest > 0 ? "<p>And \(rest) more, which the field finds.</p>" : ""
    return PreviewPage(
      title: "Preferences", bar: PreviewBar(state: state, reloads: false),
      head: PreferencesPage.head,
      main: """
        <h1>Preferences</h1>
        \(asked.isEmpty ? "" : unknown)<form class="another" method="get" action="/-/preferences">
        <p class="line"><label for="account">Account domain</label>
        <input id="account" name="account" type="text" inputmode="url" spellcheck="false" \
        value="\(asked)" required>
        <button class="quiet">Open</button></p></form>
        \(list)\(more)
        """
    ).markup
  }

  private var unknown: Markup {
    """
    <p class="notice" role="status">No account '\(asked)' is published (expected its domain, like \
    acme.example).</p>

    """
  }
}
