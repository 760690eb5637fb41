internal import Licensing

/// Where a message leads; nil where the configuration names no such place.
package struct MessageLinks: Sendable {
  /// Where preferences are changed and the rest is seen.
  package private(set) var portal: String?
  /// Where a renewal is ordered, of the whole account.
  package private(set) var commerce: String?
  /// Where a case is opened.
  package private(set) var support: String?
  /// Where the account's page is published.
  package private(set) var pages: String?
  /// Where the renewal of one line is ordered; nil where a link cannot tell lines apart.
  private var order: LinkTemplate?

  /// Links in which `{account}` is not replaced yet.
  package init(portal: String?, commerce: String?, support: String?, pages: String?) {
    self.portal = portal
    self.commerce = commerce
    self.support = support
    self.pages = pages
  }

  /// The same for one account.
  package func filled(account: String) -> MessageLinks {
    func fill(_ link: String?) -> LinkTemplate? {
      link.map { LinkTemplate($0).filled(.account, account) }
    }
    let order = fill(commerce)
    var links = MessageLinks(
      portal: fill(portal)?.written, commerce: order?.withoutLine.written,
      support: fill(support)?.written, pages: fill(pages)?.written)
    links.order = order.flatMap { $0.isOfLine ? $0 : nil }
    return links
  }

  /// Where the renewal of a line is ordered: the account's link where one of its own would lack a
  /// value or be too long; nil where links cannot tell lines apart.
  func order(license: String, sku: String, subscription: String) -> String? {
    guard let order else { return nil }
    let values: [(LinkTemplate.Name, String)] = [
      (.license, license), (.sku, sku), (.subscription, subscription),
    ]
    guard !values.contains(where: { order.holds($0) && $1.isEmpty }) else { return commerce }
    let link = values.reduce(order) { $0.filled($1.0, $1.1) }.written
    return link.utf8.count > LinkTemplate.longest ? commerce : link
  }
}
