internal import Crypto
internal import Licensing
internal import Rendering

/// The files of one account; accounts are made in parallel and know no other.
struct AccountPublication<Sink: FileSink> {
  private let setting: PublicationSetting
  private let account: SmartAccount
  private let report: AccountReport
  private let links: MessageLinks
  private let folder: String
  private let sink: Sink
  private let lines: LineTexts
  private var entry = AccountEntry()

  /// Makes the files of an account and says what the manifests are to list.
  static func publish(
    _ account: SmartAccount, _ grants: Grants, setting: PublicationSetting, to sink: Sink
  ) throws(RunFailure) -> AccountEntry {
    var publication = AccountPublication(account, setting: setting, sink: sink)
    publication.count(grants)
    try sink.makeFolder(publication.folder)
    try publication.addMemory()
    if account.isTold {
      try publication.addTables()
      try publication.addMessages(grants)
    }
    try publication.addPages(grants)
    return publication.entry
  }

  private init(_ account: SmartAccount, setting: PublicationSetting, sink: Sink) {
    self.sink = sink
    self.setting = setting
    self.account = account
    let domain = setting.texts.string(account.domain)
    folder = "accounts/\(domain)"
    links = setting.links.filled(account: domain)
    lines = LineTexts(of: account, texts: setting.texts)
    let remembered = setting.memory?.comparison(
      of: account, lines: lines, texts: setting.texts)
    report = AccountReport(
      account, texts: setting.texts, date: setting.date, since: setting.since,
      settings: setting.rules, comparison: remembered?.comparison)
    if let note = remembered?.note { entry.notes.append(note) }
  }

  private mutating func addMemory() throws(RunFailure) {
    entry.memory = AccountEntry.Memory(
      unchangedSince: account.isTold ? report.news?.unchangedSince ?? report.date : nil,
      isStale: report.staleSince != nil,
      isLoss: report.news?.loss(in: .wholeAccount, of: account) != nil,
      dismissed: report.alerts.count(where: \.isDismissed))
    if let day = report.staleSince, let memory = setting.memory {
      let domain = setting.texts.string(account.domain)
      entry.notes.append(
        memory.note(
          "exports-stale", "no license of account '\(domain)' has changed since \(day.iso)",
          account: domain))
    }
    if let loss = report.news?.loss(in: .wholeAccount, of: account), let memory = setting.memory {
      entry.notes.append(memory.note(of: loss, account: setting.texts.string(account.domain)))
    }
    try sink.write(
      OutputFile(
        path: "\(folder)/\(AccountFile.name)",
        bytes: AccountFile.bytes(of: report, lines: lines, texts: setting.texts),
        isPrivate: true))
  }

  /// Adds what is for spreadsheets and calendars.
  private mutating func addTables() throws(RunFailure) {
    let texts = setting.texts
    let lines = report.renewals(settings: setting.rules, texts: texts)
    entry.renewals = RenewalsCSV.lines(lines, in: account, texts: texts)
    let calendar = ExpiriesCalendar(
      of: account, on: setting.date, sentences: setting.sentences(of: texts.string(account.domain)),
      hash: { SHA256.hash(data: $0).hexadecimal })
    for (name, bytes) in [
      ("renewals.csv", RenewalsCSV.bytes(of: lines, in: account, texts: texts)),
      ("licenses.csv", LicensesCSV.bytes(of: report, texts: texts)),
      ("expiries.ics", calendar.bytes(of: report.expiringTerms(texts: texts))),
    ] {
      try sink.write(OutputFile(path: "\(folder)/\(name)", bytes: bytes))
    }
  }

  private mutating func addPages(_ grants: Grants) throws(RunFailure) {
    let domain = setting.texts.string(account.domain)
    guard let pages = setting.pages(of: domain) else { return }
    let overview = AccountOverview(
      report, grants: grants, texts: setting.texts, settings: setting.rules)
    entry.overview = overview
    let problems = DiagnosticLog(
      merging: [setting.problems[domain] ?? DiagnosticLog(), DiagnosticLog(entry.notes)])
    let series = pages.accountPages(
      report, overview: overview, messages: entry.manifests, problems: problems, links: links)
    for number in 1...series.count { try sink.write(series.page(number)) }
  }

  private mutating func addMessages(_ grants: Grants) throws(RunFailure) {
    var stems: Set<String> = []
    func isNew(_ stem: String) throws(RunFailure) {
      guard stems.insert(stem).inserted else {
        throw RunFailure("two variants have one file name, \(folder)/\(stem)")
      }
    }
    for variant in Variant.variants(of: grants.dailySummaries) {
      let digest = report.digest(
        for: variant, texts: setting.texts, isCutShort: setting.isCutShort)
      let stem = variant.dailyStem(account, setting.texts)
      try isNew(stem)
      try add(digest, stem)
    }
    for variant in Variant.variants(of: grants.statusNotices) {
      let notice = report.notice(
        for: variant, texts: setting.texts, isCutShort: setting.isCutShort)
      let stem = variant.noticeStem(account, setting.texts)
      try isNew(stem)
      if !notice.isEmpty { try add(notice, stem) }
    }
  }

  private mutating func add(_ digest: Licensing.Digest, _ stem: String) throws(RunFailure) {
    guard let renderer = setting.renderers[digest.variant.locale] else {
      throw RunFailure("there is no wording for locale '\(digest.variant.locale)'")
    }
    let sentences = renderer.sentences
    let path = "\(folder)/\(stem)"
    var manifest = MessageManifest(
      digest, account: account, texts: setting.texts,
      subject: sentences.subject(of: digest, account: account),
      stem: path)
    if setting.formats != [.json] {
      let bodies = renderer.bodies(
        of: digest, account: account, subject: manifest.subject, links: links)
      try addBodies(bodies, to: &manifest)
      try addMails(bodies, digest, stem, to: &manifest)
    }
    if setting.formats.contains(.json) {
      let body = DigestJSON.body(
        of: digest, account: account, texts: setting.texts, detail: sentences.detail)
      try sink.write(OutputFile(path: path + ".json", bytes: body))
      manifest.hasJSON = true
    }
    entry.manifests.append(manifest)
  }

  private func addBodies(
    _ bodies: MessageRenderer.Bodies, to manifest: inout MessageManifest
  ) throws(RunFailure) {
    if setting.formats.contains(.html) {
      try sink.write(OutputFile(path: manifest.stem + ".html", bytes: bodies.html))
      manifest.htmlBytes = bodies.html.count
      manifest.htmlHash = SHA256.hash(data: bodies.html).hexadecimal
    }
    if setting.formats.contains(.text) {
      try sink.write(OutputFile(path: manifest.stem + ".txt", bytes: bodies.text))
      manifest.textBytes = bodies.text.count
      manifest.textHash = SHA256.hash(data: bodies.text).hexadecimal
    }
  }

  private func addMails(
    _ bodies: MessageRenderer.Bodies, _ digest: Licensing.Digest, _ stem: String,
    to manifest: inout MessageManifest
  ) throws(RunFailure) {
    guard setting.formats.contains(.eml), let sender = setting.sender else { return }
    let encoded = MailMessage.EncodedBodies(text: bodies.text, html: bodies.html)
    for (index, recipient) in digest.variant.recipients.enumerated() {
      let mail = MailMessage(
        sender: sender, recipient: recipient, subject: manifest.subject, date: setting.date,
        time: setting.sendTime,
        identifier: identifier(digest, manifest.account, stem, recipient, bodies),
        reason: MailMessage.Reason(
          recipient, addedBy: digest.variant.addedBy[recipient] ?? []),
        unsubscribe: setting.unsubscribe?.filled(account: manifest.account, recipient: recipient),
        bodies: encoded)
      try sink.write(
        OutputFile(
          path: "\(manifest.stem).\(index + 1).eml", bytes: mail.bytes, isPrivate: true))
    }
    manifest.mailCount = digest.variant.recipients.count
  }

  /// Of date, kind, account, stem, recipient and both bodies, a line each.
  private func identifier(
    _ digest: Licensing.Digest, _ account: String, _ stem: String, _ recipient: String,
    _ bodies: MessageRenderer.Bodies
  ) -> String {
    var hash = SHA256()
    let facts = [setting.date.iso, digest.kind.rawValue, account, stem, recipient]
    for fact in facts { hash.update(data: Array((fact + "\n").utf8)) }
    hash.update(data: bodies.text)
    hash.update(data: bodies.html)
    return hash.finalize().hexadecimal
  }

  private mutating func count(_ grants: Grants) {
    entry.counts.licenses = account.licenses.count
    entry.counts.terms = account.terms.count
    entry.counts.instances = account.instances.count
    entry.counts.events = account.events.count
    entry.counts.preferences = grants.usedRows
    let shown = report.toldAlerts
    entry.counts.major = shown.count { $0.severity == .major }
    entry.counts.minor = shown.count { $0.severity == .minor }
  }
}

extension Variant {
  /// `daily-90_30-en`, with 16 hexadecimal digits behind it where events or scope are narrowed.
  func dailyStem(_ account: SmartAccount, _ texts: TextTable) -> String {
    let days = windows.days.map(String.init).joined(separator: "_")
    return "daily-\(days.isEmpty ? "none" : days)-\(locale)\(narrowing(account, texts))"
  }

  /// `status-en`, with 16 hexadecimal digits behind it where events or scope are narrowed.
  func noticeStem(_ account: SmartAccount, _ texts: TextTable) -> String {
    "status-\(locale)\(narrowing(account, texts))"
  }

  private func narrowing(_ account: SmartAccount, _ texts: TextTable) -> String {
    var names: [String] = []
    if case .listed(let indices) = scope {
      names = indices.map { texts.string(account.virtualAccounts[$0]) }
    } else if alertTypes == .all {
      return ""
    }
    let events = alertTypes.ordered.map(\.rawValue).joined(separator: ",")
    let narrowing = events + "\n" + names.joined(separator: "\n")
    return "-" + SHA256.hash(data: Array(narrowing.utf8)).hexadecimal.prefix(16)
  }
}
