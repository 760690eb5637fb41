internal import Licensing
internal import Templates

/// The lines of an account's lists.
extension PageView {
  /// How many addresses a line shows, by how many messages are on the page.
  static func addresses(of messages: Int) -> Int { max(5, 2_000 / max(messages, 1)) }

  mutating func fill(
    _ slot: RecordSlot<LicenseUseNames>, _ use: LicenseUse, _ account: SmartAccount
  ) {
    let license = account.licenses[use.license]
    set(.license, of: slot, name: license.name)
    set(.virtualAccount, of: slot, name: account.virtualAccounts[license.virtualAccount])
    set(.owned, of: slot, number: use.owned)
    values.set(.isShort, of: slot, use.short > 0)
    let sentences = sentences
    guard let inUse = use.inUse else {
      values.set(.inUse, of: slot, sentences.unknownCount)
      return values.set(.meaning, of: slot) {
        sentences.phrases[.`mail.unknownUse`].write(to: &$0)
      }
    }
    set(.inUse, of: slot, number: inUse)
    values.set(.meaning, of: slot) { bytes in
      if use.short > 0 {
        sentences.write(sentences.phrases[.`page.licenses.short`], use.short, to: &bytes)
      } else {
        sentences.write(sentences.phrases[.`page.licenses.free`], use.owned - inUse, to: &bytes)
      }
    }
    let whole = max(inUse, use.owned, 1)
    set(.usedWidth, of: slot, part: min(inUse, use.owned), ofWhole: whole)
    set(.ownedWidth, of: slot, part: use.owned, ofWhole: whole)
    if use.short > 0 { set(.excessWidth, of: slot, part: use.short, ofWhole: whole) }
  }

  /// Sets a share in percent.
  mutating func set<Names: TemplateNames>(
    _ name: Names, of slot: RecordSlot<Names>, part: Int, ofWhole whole: Int
  ) {
    values.set(name, of: slot) { $0.append(percent: part, of: whole) }
  }

  mutating func fill(
    _ slot: RecordSlot<InstanceLineNames>, _ instance: ProductInstance,
    _ account: SmartAccount
  ) {
    let standing = InstanceStanding(
      instance, on: context.date, texts: texts, settings: context.settings)
    values.set(.name, of: slot, name(instance.name))
    values.set(.product, of: slot, name(instance.product))
    if let index = instance.virtualAccount {
      values.set(.virtualAccount, of: slot, name(account.virtualAccounts[index]))
    }
    values.set(.state, of: slot, phrases.text(standing.state.name))
    if !instance.status.isEmpty {
      values.set(
        .stated, of: slot,
        phrases.text(.`page.instances.stated`, ["status": name(instance.status)]))
    }
    values.set(.isMajor, of: slot, standing.state == .graceExpired)
    values.set(.isMinor, of: slot, standing.state == .grace)
    if let day = standing.lastDay {
      values.set(.lastDay, of: slot, day.iso)
      values.set(.lastDayTitle, of: slot, sentences.dates.medium(day))
      let isGrace = standing.state == .grace
      values.set(
        .lastDayMeaning, of: slot,
        phrases.text(isGrace ? .`page.instances.graceEnds` : .`page.instances.periodEnds`))
    }
    values.set(
      .meanwhile, of: slot,
      phrases.text(
        standing.state.meanwhile, ["days": phrases.number(context.settings.renewalDays)]))
    if let contact = instance.lastContact {
      values.set(.lastContact, of: slot, contact.iso)
    }
  }

  mutating func fill(
    _ slot: RecordSlot<LicenseLineNames>, _ line: LicenseLine, _ account: SmartAccount
  ) {
    let (term, license) = (line.term, account.licenses[line.term.license])
    let virtualAccount = account.virtualAccounts[license.virtualAccount]
    values.set(.identifier, of: slot, Anchor.license(of: term, in: account, texts: texts))
    set(.license, of: slot, name: license.name)
    set(.sku, of: slot, name: term.sku)
    set(.virtualAccount, of: slot, name: virtualAccount)
    set(.type, of: slot, name: term.type)
    set(.seats, of: slot, number: line.quantity)
    set(.subscription, of: slot, name: term.subscription)
    if let start = term.start {
      set(.start, of: slot, iso: start)
      values.set(.startTitle, of: slot, sentences.dates.medium(start))
    }
    values.set(.isMajor, of: slot, line.severity == .major)
    values.set(.isMinor, of: slot, line.severity == .minor)
    values.set(.isUnknown, of: slot, term.end == .unknown)
    guard let end = term.end.date, let daysLeft = line.daysLeft else {
      let words: Phrase = term.end == .unknown ? .`page.terms.unknownEnd` : .`page.terms.noEnd`
      return values.set(.endWords, of: slot, phrases.text(words))
    }
    set(.end, of: slot, iso: end)
    values.set(.endTitle, of: slot, sentences.dates.medium(end))
    values.set(.endWords, of: slot, endWords(line, daysLeft))
    values.set(.daysLeft, of: slot, String(daysLeft))
  }

  /// `in 17 days`, and what renews it.
  private func endWords(_ line: LicenseLine, _ daysLeft: Int) -> String {
    let when = sentences.when(daysLeft)
    guard let renewal = line.renewal else { return when }
    let renewed =
      renewal.until.map {
        phrases.text(.`page.terms.renewedUntil`, ["date": sentences.dates.short($0)])
      } ?? phrases.text(.`page.terms.renewed`)
    return sentences.joined([when, renewed])
  }

  mutating func fill(
    _ slot: RecordSlot<EventLineNames>, _ event: Event, _ account: SmartAccount
  ) {
    set(.time, of: slot, name: event.time)
    set(.kind, of: slot, name: event.type)
    values.set(.message, of: slot, Sentences.cut(texts.string(event.message), to: 400))
    if let virtualAccount = event.virtualAccount {
      set(.virtualAccount, of: slot, name: account.virtualAccounts[virtualAccount])
    }
    set(.user, of: slot, name: event.user)
  }

  /// `root` is before the paths of the message's files: empty in the account's own folder.
  mutating func fill(
    _ slot: RecordSlot<MessageLineNames>, _ message: MessageManifest, addresses: Int,
    root: String
  ) {
    let name = message.stem.utf8.dropFirst("accounts/".utf8.count + message.account.utf8.count + 1)
    values.set(.kind, of: slot, phrases.text(message.kind.name))
    values.set(.subject, of: slot, message.subject)
    values.set(.account, of: slot, message.account)
    values.set(.name, of: slot) { $0 += name }
    values.set(.identifier, of: slot) { bytes in
      bytes += message.account.utf8
      bytes.append(UInt8(ascii: "/"))
      bytes += name
    }
    func setPath<Names: TemplateNames>(
      _ file: Names, of slot: RecordSlot<Names>, _ ending: String
    ) {
      values.set(file, of: slot) { bytes in
        bytes += root.utf8
        bytes += name
        bytes += ending.utf8
      }
    }
    if message.htmlBytes != nil { setPath(.html, of: slot, ".html") }
    if message.textBytes != nil { setPath(.text, of: slot, ".txt") }
    if message.hasJSON { setPath(.json, of: slot, ".json") }
    values.set(.locale, of: slot, message.locale)
    values.set(.size, of: slot, size(message))
    for (number, address) in message.recipients.prefix(addresses).enumerated() {
      let recipient = values.append(to: .recipients, of: slot, RecipientNames.self)
      values.set(.address, of: recipient, address)
      if let administrators = message.addedBy[address] {
        let names = sentences.list(administrators)
        values.set(
          .addedBy, of: recipient, phrases.text(.`page.messages.addedBy`, ["names": names]))
      }
      if message.mailCount > 0 { setPath(.mail, of: recipient, ".\(number + 1).eml") }
    }
    let hidden = message.recipients.count - addresses
    if hidden > 0 {
      values.set(.moreRecipients, of: slot, phrases.text(.`page.messages.moreRecipients`, hidden))
    }
  }

  /// `5.7 KiB of HTML, 1.0 KiB of text`; empty where neither was made.
  private func size(_ message: MessageManifest) -> String {
    func kibibytes(_ bytes: Int) -> String {
      let tenths = (bytes * 10 + 1_023) / 1_024
      let point = phrases.text(.`number.decimal`)
      return "\(phrases.number(tenths / 10))\(point)\(tenths % 10)"
    }
    var parts: [String] = []
    if let bytes = message.htmlBytes {
      parts.append(phrases.text(.`page.messages.html`, ["size": kibibytes(bytes)]))
    }
    if let bytes = message.textBytes {
      parts.append(phrases.text(.`page.messages.text`, ["size": kibibytes(bytes)]))
    }
    return sentences.joined(parts)
  }
}

extension MessageKind {
  /// What pages call a message of the kind.
  fileprivate var name: Phrase {
    self == .dailySummary ? .`page.messages.daily-summary` : .`page.messages.status-notice`
  }
}

extension AuthorizationPeriod.State? {
  /// What pages call the state.
  fileprivate var name: Phrase {
    switch self {
    case .authorized: .`page.state.authorized.name`
    case .renewalOverdue: .`page.state.renewal-overdue.name`
    case .grace: .`page.state.grace.name`
    case .graceExpired: .`page.state.grace-expired.name`
    case nil: .`page.state.unknown.name`
    }
  }

  /// What the system does in the state.
  fileprivate var meanwhile: Phrase {
    switch self {
    case .authorized: .`page.state.authorized.meanwhile`
    case .renewalOverdue: .`page.state.renewal-overdue.meanwhile`
    case .grace: .`page.state.grace.meanwhile`
    case .graceExpired: .`page.state.grace-expired.meanwhile`
    case nil: .`page.state.unknown.meanwhile`
    }
  }
}
