internal import Rendering

/// The accounts whose preferences can be edited.
struct AccountsPage: Sendable {
  /// More would make a page nobody reads; the others are asked for by their domain.
  static let mostLines = 500

  let around: Surroundings
  /// The domains, sorted.
  let accounts: [String]
  /// A domain that was asked for and is none of them; else empty.
  let asked: String

  private var phrases: Phrases { around.phrases }

  var markup: Markup {
    let lines = accounts.prefix(Self.mostLines).map { account -> Markup in
      "<li><a href=\"/-/preferences/\(account)\">\(account)</a></li>\n"
    }
    let rest = accounts.count - lines.count
    let list: Markup =
      lines.isEmpty ? "<p>\(phrases.text(.nothingBuilt))</p>" : "<ul>\(lines)</ul>"
    let more: Markup = rest > 0 ? "<p>\(phrases.text(.moreAccounts, rest))</p>" : ""
    return around.page(
      title: phrases.text(.preferences), head: PreferencesPage.head,
      main: """
        <h1>\(phrases.text(.preferences))</h1>
        \(asked.isEmpty ? "" : unknown)<form class="another" method="get" action="/-/preferences">
        <p class="line"><label for="account">\(phrases.text(.domain))</label>
        <input id="account" name="account" type="text" inputmode="url" spellcheck="false" \
        value="\(asked)" required>
        <button class="quiet">\(phrases.text(.open))</button></p></form>
        \(list)\(more)
        """)
  }

  private var unknown: Markup {
    """
    <p class="notice" role="status">\(phrases.text(.unknownAccount, ["account": asked]))</p>

    """
  }
}
