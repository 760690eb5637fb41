internal import Licensing
internal import Templates

/// The lines of an account's lists.
extension PageView {
  /// How many addresses a line shows where so many messages stand on the page.
  static func addresses(of messages: Int) -> Int { max(5, 2_000 / max(messages, 1)) }

  mutating func fill(
    _ place: RecordSlot<LicenseUseNames>, _ use: LicenseUse, _ account: SmartAccount
  ) {
    let license = account.licenses[use.license]
    set(.license, of: place, name: license.name)
    set(.virtualAccount, of: place, name: account.virtualAccounts[license.virtualAccount])
    set(.owned, of: place, number: use.owned)
    values.set(.isShort, of: place, use.short > 0)
    let sentences = sentences
    guard let inUse = use.inUse else {
      values.set(.inUse, of: place, sentences.unknownCount)
      return values.set(.meaning, of: place) {
        sentences.phrases[.`mail.unknownUse`].write(to: &$0)
      }
    }
    set(.inUse, of: place, number: inUse)
    values.set(.meaning, of: place) { bytes in
      if use.short > 0 {
        sentences.write(sentences.phrases[.`page.licenses.short`], use.short, to: &bytes)
      } else {
        sentences.write(sentences.phrases[.`page.licenses.free`], use.owned - inUse, to: &bytes)
      }
    }
    let whole = max(inUse, use.owned, 1)
    set(.usedWidth, of: place, part: min(inUse, use.owned), ofWhole: whole)
    set(.ownedWidth, of: place, part: use.owned, ofWhole: whole)
    if use.short > 0 { set(.excessWidth, of: place, part: use.short, ofWhole: whole) }
  }

  /// Sets a share in percent.
  mutating func set<Names: TemplateNames>(
    _ name: Names, of place: RecordSlot<Names>, part: Int, ofWhole whole: Int
  ) {
    values.set(name, of: place) { $0.append(percent: part, of: whole) }
  }

  mutating func fill(
    _ place: RecordSlot<InstanceLineNames>, _ instance: ProductInstance,
    _ account: SmartAccount
  ) {
    let standing = InstanceStanding(
      instance, on: context.date, texts: texts, settings: context.settings)
    values.set(.name, of: place, name(instance.name))
    values.set(.product, of: place, name(instance.product))
    if let index = instance.virtualAccount {
      values.set(.virtualAccount, of: place, name(account.virtualAccounts[index]))
    }
    values.set(.state, of: place, phrases.text(standing.state.name))
    if !instance.status.isEmpty {
      values.set(
        .stated, of: place,
        phrases.text(.`page.instances.stated`, ["status": name(instance.status)]))
    }
    values.set(.isMajor, of: place, standing.state == .graceExpired)
    values.set(.isMinor, of: place, standing.state == .grace)
    if let day = standing.lastDay {
      values.set(.lastDay, of: place, day.iso)
      values.set(.lastDayTitle, of: place, sentences.dates.medium(day))
      let isGrace = standing.state == .grace
      values.set(
        .lastDayMeaning, of: place,
        phrases.text(isGrace ? .`page.instances.graceEnds` : .`page.instances.periodEnds`))
    }
    values.set(
      .meanwhile, of: place,
      phrases.text(
        standing.state.meanwhile, ["days": phrases.number(context.settings.renewalDays)]))
    if let contact = instance.lastContact {
      values.set(.lastContact, of: place, contact.iso)
    }
  }

  mutating func fill(
    _ place: RecordSlot<LicenseLineNames>, _ line: LicenseLine, _ account: SmartAccount
  ) {
    let (term, license) = (line.term, account.licenses[line.term.license])
    let virtualAccount = account.virtualAccounts[license.virtualAccount]
    values.set(.identifier, of: place, Anchor.license(of: term, in: account, texts: texts))
    set(.license, of: place, name: license.name)
    set(.sku, of: place, name: term.sku)
    set(.virtualAccount, of: place, name: virtualAccount)
    set(.type, of: place, name: term.type)
    set(.seats, of: place, number: line.quantity)
    set(.subscription, of: place, name: term.subscription)
    if let start = term.start {
      set(.start, of: place, iso: start)
      values.set(.startTitle, of: place, sentences.dates.medium(start))
    }
    values.set(.isMajor, of: place, line.severity == .major)
    values.set(.isMinor, of: place, line.severity == .minor)
    values.set(.isUnknown, of: place, term.end == .unknown)
    guard let end = term.end.date, let daysLeft = line.daysLeft else {
      let words: Phrase = term.end == .unknown ? .`page.terms.unknownEnd` : .`page.terms.noEnd`
      return values.set(.endWords, of: place, phrases.text(words))
    }
    set(.end, of: place, iso: end)
    values.set(.endTitle, of: place, sentences.dates.medium(end))
    values.set(.endWords, of: place, endWords(line, daysLeft))
    values.set(.daysLeft, of: place, String(daysLeft))
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
    _ place: RecordSlot<EventLineNames>, _ event: Event, _ account: SmartAccount
  ) {
    set(.time, of: place, name: event.time)
    set(.kind, of: place, name: event.type)
    values.set(.message, of: place, Sentences.cut(texts.string(event.message), to: 400))
    if let virtualAccount = event.virtualAccount {
      set(.virtualAccount, of: place, name: account.virtualAccounts[virtualAccount])
    }
    set(.user, of: place, name: event.user)
  }

  /// `root` stands before the paths of the message's files: empty in the account's own folder.
  mutating func fill(
    _ place: RecordSlot<MessageLineNames>, _ message: MessageManifest, addresses: Int,
    root: String
  ) {
    let name = message.stem.utf8.dropFirst("accounts/".utf8.count + message.account.utf8.count + 1)
    values.set(.kind, of: place, phrases.text(message.kind.name))
    values.set(.subject, of: place, message.subject)
    values.set(.account, of: place, message.account)
    values.set(.name, of: place) { $0 += name }
    values.set(.identifier, of: place) { bytes in
      bytes += message.account.utf8
      bytes.append(UInt8(ascii: "/"))
      bytes += name
    }
    func setPath<Names: TemplateNames>(
      _ file: Names, of place: RecordSlot<Names>, _ ending: String
    ) {
      values.set(file, of: place) { bytes in
        bytes += root.utf8
        bytes += name
        bytes += ending.utf8
      }
    }
    if message.htmlBytes != nil { setPath(.html, of: place, ".html") }
    if message.textBytes != nil { setPath(.text, of: place, ".txt") }
    if message.hasJSON { setPath(.json, of: place, ".json") }
    values.set(.locale, of: place, message.locale)
    values.set(.size, of: place, size(message))
    for (number, address) in message.recipients.prefix(addresses).enumerated() {
      let recipient = values.append(to: .recipients, of: place, RecipientNames.self)
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
      values.set(.moreRecipients, of: place, phrases.text(.`page.messages.moreRecipients`, hidden))
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
