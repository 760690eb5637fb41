/// Where a message leads, https or mailto; nil where the configuration names no such place.
package struct MessageLinks: Sendable {
  package var portal: String?
  package var commerce: String?
  package var support: String?
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
