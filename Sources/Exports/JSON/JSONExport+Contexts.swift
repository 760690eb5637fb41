internal import Licensing

/// Objects around rows: whose the rows in them are, and how many there should be.
extension JSONExport {
  mutating func beginContext() {
    contexts.append(
      JSONContext(
        at: reader.position,
        isRole: levels.last == .contexts && contexts.last?.isInRoles == true,
        firstWaiting: waiting.count, firstPage: pages.count))
    levels.append(.context)
  }

  mutating func beginEntries(_ list: JSONList) {
    lists.insert(list)
    let last = contexts.count - 1
    contexts[last].hasRows = true
    if contexts[last].entries.updateValue(0, forKey: list) != nil {
      return stop("duplicate key \(keyName.quoted)")
    }
    levels.append(.entries(list))
  }

  /// A value of a key of a context.
  mutating func takeContext(_ value: JSONEntry.Value) {
    let last = contexts.count - 1
    let text = String(decoding: TextCleaning.repaired(value.text[...]).text, as: UTF8.self)
    let isText = value.token == .text || value.token == .number
    switch key {
    case .context(let column): takeContext(value, as: column)
    case .total: takeTotal(value)
    case .count:
      let count = value.token == .number || value.token == .text ? Int(text) : nil
      if let count, count >= 0 { contexts[last].count = max(contexts[last].count ?? 0, count) }
    case .next:
      let leadsOn =
        isText && !Self.isNone(text) || value.token == .yes || value.token == .object
      contexts[last].continues = contexts[last].continues || leadsOn
    case .isLast where value.token == .no: contexts[last].continues = true
    case .errors: takeErrors(value, text)
    case .success where value.token == .no || isText && Self.isNone(text): noteError("")
    case .responseStatus where value.token == .no: noteError("")
    case .responseStatus where isText: contexts[last].status = text
    case .statusMessage where isText: contexts[last].statusMessage = text
    case .list(let list) where contexts[last].entries[list] != nil:
      stop("duplicate key \(keyName.quoted)")
    case .list where value.token != .nothing, .assigned where value.token != .nothing,
      .roles where value.token != .nothing:
      cut(
        "bad-type", "\(keyName.quoted) is \(value.token.name) (expected a list)",
        at: value.position)
    default: break
    }
  }

  /// What went wrong, in a word or a number; nothing where that is none.
  private mutating func takeErrors(_ value: JSONEntry.Value, _ text: String) {
    switch value.token {
    case .text where !Self.isNone(text), .number where Double(text) != 0: noteError(text)
    case .yes: noteError("")
    default: break
    }
  }

  /// Whether a word or a number means that there is nothing: no further page, no error.
  private static func isNone(_ text: String) -> Bool {
    ["", "0", "-1", "false", "no", "none", "null", "n/a", "ok", "undefined"]
      .contains(text.lowercasedASCII)
  }

  /// The innermost context says that something went wrong; of several texts the longest says what.
  mutating func noteError(_ text: String) {
    guard let last = contexts.indices.last else { return }
    contexts[last].hasErrors = true
    if text.utf8.count > contexts[last].statusMessage.utf8.count {
      contexts[last].statusMessage = text
    }
  }

  /// The name in the object of a virtual account.
  mutating func takeName(_ value: JSONEntry.Value) {
    guard case .context(let column) = key else { return }
    takeContext(value, as: column)
  }

  private mutating func takeContext(_ value: JSONEntry.Value, as column: Column) {
    let last = contexts.count - 1
    switch value.token {
    case .nothing: return
    case .text, .number: break
    default:
      fields.beginRecord(isInPart: false)
      return fields.error(
        "bad-type", "\(value.key.quoted) is \(value.token.name) (expected text)", loss: .value,
        at: location(value.position))
    }
    guard contexts[last].facts[column] == nil else {
      return stop("duplicate key \(value.key.quoted)")
    }
    contexts[last].facts[column] = JSONContext.Fact(text: value.text, position: value.position)
  }

  private mutating func takeTotal(_ value: JSONEntry.Value) {
    let last = contexts.count - 1
    let written = String(decoding: TextCleaning.repaired(value.text[...]).text, as: UTF8.self)
    var total: Int?
    switch value.token {
    case .nothing: return
    case .number,
      .text where (1...9).contains(written.utf8.count):
      total = written.utf8.allSatisfy { (48...57).contains($0) } ? Int(written) : nil
    default: break
    }
    guard let total else {
      let isText = value.token == .number || value.token == .text
      fields.beginRecord(isInPart: false)
      return fields.error(
        "bad-count",
        "\(keyName) is \(isText ? written.quoted : value.token.name) (expected a number, 0 to "
          + "999999999)", loss: .value, value: isText ? written : nil,
        at: location(value.position))
    }
    if let other = contexts[last].total, other != total {
      return stop("\(keyName) says \(total), and another key says \(other)")
    }
    contexts[last].total = total
    contexts[last].totalPosition = value.position
  }

  /// What waited for a fact of the context has it now, or waits for what is around that.
  mutating func endContext() {
    guard let context = contexts.popLast() else { return }
    let isOutermost = contexts.isEmpty
    if context.hasRows, !isOutermost { contexts[contexts.count - 1].hasRows = true }
    for (list, count) in context.entries.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      var page = ResponsePage(
        list: list.rawValue, location: location(context.totalPosition ?? context.position))
      page.entries = count
      page.total = context.total ?? context.count
      page.continues = context.continues
      pages.append(page)
    }
    hand(context)
    if let account = context.accountDomain {
      for index in context.firstPage..<pages.count where pages[index].account == nil {
        pages[index].account = account
      }
    }
    for index in context.firstWaiting..<waiting.count { waiting[index].inherit(context) }
    if context.isError { reportError(context) }
    guard isOutermost else { return }
    if !context.hasRows, !context.isError, levels.last == .contexts {
      cut(
        "no-list", "a response holds no list of \(Self.listNames)", at: context.position)
    }
    let ownPages = pages[context.firstPage...]
    if !hasFolder, context.hasRows,
      ownPages.isEmpty || ownPages.contains(where: { $0.account == nil })
    {
      lacksAccount = lacksAccount || context.accountDomain == nil
    }
    decodeWaiting()
  }

  /// Hands what an object in a response says of it on: to the response where the object holds no
  /// rows, and to its rows where the response holds no others.
  private mutating func hand(_ context: JSONContext) {
    if let parent = contexts.indices.last, context.firstPage == pages.count {
      contexts[parent].total = contexts[parent].total ?? context.total
      contexts[parent].totalPosition = contexts[parent].totalPosition ?? context.totalPosition
      contexts[parent].count = contexts[parent].count ?? context.count
      contexts[parent].continues = contexts[parent].continues || context.continues
    } else if context.entries.isEmpty, context.firstPage + 1 == pages.count {
      let page = context.firstPage
      pages[page].total = pages[page].total ?? context.total ?? context.count
      pages[page].continues = pages[page].continues || context.continues
    }
  }

  private static let listNames = JSONList.allCases.map(\.rawValue).joined(separator: ", ")

  private mutating func reportError(_ context: JSONContext) {
    let reason =
      context.statusMessage.isEmpty ? "without a message" : context.statusMessage.quoted
    let answer = context.status.isEmpty ? "an error" : "status \(context.status.quoted)"
    cut(
      "response-error", "the portal answered with \(answer): \(reason)",
      value: context.statusMessage, at: context.position)
  }

  /// Ends an entry: it is decoded where all that is around it is known, else it waits.
  mutating func endEntry() {
    guard var ended = entry.take() else { return }
    if let last = contexts.indices.last { contexts[last].entries[ended.list]? += 1 }
    // Rows keep their order: behind one that waits all wait.
    if waiting.isEmpty, isSettled(ended) {
      for context in contexts.reversed() { ended.inherit(context) }
      return ended.decode(into: &fields, file: file)
    }
    waitingSize += ended.size
    waiting.append(ended)
    if waitingSize > Self.mostWaiting {
      stop("more than \(Self.mostWaiting >> 20) MiB of rows wait for their account")
    }
  }

  /// Whether nothing that is still to come could say whose the entry is.
  private func isSettled(_ entry: JSONEntry) -> Bool {
    let statesAccount = contexts.contains { $0.facts[.accountDomain] != nil }
    let isInAccount = contexts.contains { $0.isRole }
    guard statesAccount || (hasFolder && !isInAccount) else { return false }
    return entry.states(.virtualAccount) || contexts.contains { $0.facts[.virtualAccount] != nil }
  }

  /// Decodes what waits, as it is; in a file that breaks off objects around it may still be open.
  mutating func decodeWaiting() {
    for context in contexts.reversed() {
      for index in context.firstWaiting..<waiting.count { waiting[index].inherit(context) }
    }
    for entry in waiting { entry.decode(into: &fields, file: file) }
    waiting = []
    waitingSize = 0
  }
}

extension JSONEntry {
  /// Takes the facts of an object around it.
  fileprivate mutating func inherit(_ context: JSONContext) {
    for column in [Column.accountDomain, .accountName, .virtualAccount] {
      guard let fact = context.facts[column] else { continue }
      inherit(fact.text, as: column, at: fact.position)
    }
  }
}
