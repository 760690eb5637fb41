internal import Templates

/// Turns a page of all messages into values: a line each, from which a script opens it.
struct MessagePageView {
  let messages: [MessageManifest]

  init(_ messages: [MessageManifest]) {
    self.messages = messages
  }

  var paging: Paging { Paging("view", longest: messages.count) }

  /// The values of one page.
  func values(_ number: Int, _ page: PageView) -> ViewValues {
    var page = page
    let root = page.begin(
      MessagePageNames.self, .view, title: page.phrases.text(.`page.view.title`), paging: paging,
      number)
    guard
      let list = page.open(
        .messages, of: root, MessageLineNames.self, count: messages.count, number)
    else { return page.values }
    let addresses = PageView.addresses(of: list.range.count)
    for message in messages[list.range] {
      let line = page.values.append(to: .lines, of: list.slot, MessageLineNames.self)
      page.fill(line, message, addresses: addresses, root: "accounts/\(message.account)/")
    }
    return page.values
  }
}
