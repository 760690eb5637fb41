/// Where a reader unsubscribes, of a configuration.
package struct UnsubscribeLink: Sendable {
  private let template: LinkTemplate

  /// A link of one reader.
  package struct Filled: Sendable {
    let link: String
    /// RFC 8058 3.1: one click must say whom it unsubscribes, over https.
    let isOneClick: Bool
  }

  /// A link in which `{account}` and `{recipient}` are not replaced yet.
  package init(_ written: String) {
    template = LinkTemplate(written)
  }

  /// The link of one reader of an account.
  package func filled(account: String, recipient: String) -> Filled {
    let link = template.filled(.account, account).filled(.recipient, recipient).written
    let isSecure = link.lowercased().hasPrefix("https:")
    return Filled(link: link, isOneClick: isSecure && template.holds(.recipient))
  }
}
