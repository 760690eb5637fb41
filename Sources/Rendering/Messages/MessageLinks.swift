/// Where a message leads, https or mailto; nil where the configuration names no such place.
package struct MessageLinks: Sendable {
  /// Where preferences are changed and the rest is seen; nil: no link.
  package var portal: String?
  /// Where a renewal is ordered; nil: no link.
  package var commerce: String?
  /// Where a case is opened; nil: no link.
  package var support: String?
  /// Where the account's page is published; nil: no link.
  package var pages: String?

  /// Links in which `{account}` still stands for the account domain.
  package init(portal: String?, commerce: String?, support: String?, pages: String?) {
    self.portal = portal
    self.commerce = commerce
    self.support = support
    self.pages = pages
  }

  /// The same for one account.
  package func filled(account: String) -> MessageLinks {
    func fill(_ link: String?) -> String? { link?.replacing("{account}", with: account) }
    return MessageLinks(
      portal: fill(portal), commerce: fill(commerce), support: fill(support), pages: fill(pages))
  }
}
