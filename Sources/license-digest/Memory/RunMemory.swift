internal import Licensing

/// The previous run beside tonight's exports: what each account is compared with, and how far.
struct RunMemory: Sendable {
  /// The path under which `problems.jsonl` tells of it.
  static let path = "previous-run"

  let run: PreviousFolder
  let date: CalendarDate
  /// The index of the previous run among the files that problems name.
  let file: Int32
  /// Kinds of exports of which rows may be missing tonight.
  let missing: MissingExports

  /// An account's comparison, and what there is to say of its memory.
  func comparison(
    of account: SmartAccount, lines: LineTexts, texts: TextTable
  ) -> (comparison: Comparison?, note: Diagnostic?) {
    let domain = texts.string(account.domain)
    do {
      var reader = AccountFileReader(
        try run.bytes(of: domain), lines: lines, of: account, texts: texts)
      guard let memory = try reader.memory(of: run, on: date) else { return (nil, nil) }
      let comparison = Comparison(
        memory: memory, lines: lines.lines,
        uncompared: missing.kinds(of: domain, waiting: memory.waiting)
          .union(account.rejected.map(\.kind)))
      return (comparison, nil)
    } catch {
      return (nil, note(error, domain))
    }
  }

  /// A note of the previous run.
  func note(_ code: String, _ text: DiagnosticText, account: String? = nil) -> Diagnostic {
    .note(
      code, text, account: account,
      at: SourceLocation(file: file, line: 0, column: 0))
  }

  /// The note of an account that lost over half of its licenses.
  func note(of loss: Loss, account domain: String) -> Diagnostic {
    let now =
      loss.now == 0
      ? "no license was" : loss.now == 1 ? "1 license was" : "\(loss.now) licenses were"
    return note(
      "licenses-lost",
      "\(now) read of account '\(domain)', which had \(loss.before)", account: domain)
  }

  private func note(_ error: any Error, _ domain: String) -> Diagnostic {
    let reason =
      switch error {
      case let error as SystemError where error == .missing: "it has none"
      case let error as SystemError: "its \(AccountFile.name) cannot be read: \(error.text)"
      default: "its \(AccountFile.name) is damaged or of another version"
      }
    return note(
      "no-previous-run",
      "account '\(domain)' is compared with nothing, \(reason)", account: domain)
  }
}

extension RunMemory {
  /// What the previous run knew of accounts of which tonight's exports may lack rows, or name no
  /// license: rows beside those of the exports.
  func remembered(beside read: ReadRows, _ shard: Shard?, _ workers: Workers) -> ExportRows {
    let licensed = read.domains(\.licenses, account: \.account)
    let rejected = read.domains(\.rejected, account: \.account)
    let domains = run.domains().filter { domain in
      guard shard?.holds(domain) ?? true else { return false }
      return !licensed.contains(domain) || rejected.contains(domain)
        || !missing.kinds(of: domain).isEmpty || missing.mayWait(domain)
    }
    let found = workers.map(domains.count) { index in
      remembered(
        of: domains[index], isLicensed: licensed.contains(domains[index]),
        hasRejected: rejected.contains(domains[index]))
    }
    var rows = ExportRows()
    for account in found { rows.add(account) }
    return rows
  }

  /// What is remembered of one account.
  struct Remembered: Sendable {
    var domain: String
    var name: [UInt8]
    var hasLostAll: Bool
    var virtualAccounts: Set<[UInt8]>
    var alerts: [RememberedAlert]
  }

  private func remembered(
    of domain: String, isLicensed: Bool, hasRejected: Bool
  ) -> Remembered? {
    var texts = TextTable()
    let account = SmartAccount(domain: texts.insert(domain))
    let nothing = LineTexts(of: account, texts: texts)
    guard let bytes = try? run.bytes(of: domain) else { return nil }
    // Most accounts that may wait do not; to look for one that does is less than to read it.
    if isLicensed && !hasRejected && missing.kinds(of: domain).isEmpty
      && !ByteComparison.contains(bytes, AccountFile.carriedMark)
    {
      return nil
    }
    var reader = AccountFileReader(bytes, lines: nothing, of: account, texts: texts)
    guard let memory = (try? reader.memory(of: run, on: date)) ?? nil else { return nil }
    let hasLostAll = !isLicensed && memory.isLost
    let missing = missing.kinds(of: domain, waiting: memory.waiting)
    guard hasLostAll || isLicensed else { return nil }
    // Rejected rows may be of any kind: which, the account knows once it is joined.
    let alerts = memory.alerts.filter { alert in
      hasRejected || missing.contains(alert.key.type.kind)
    }
    return Remembered(
      domain: domain, name: reader.accountName, hasLostAll: hasLostAll,
      virtualAccounts: Set(
        memory.gone.map(\.key.virtualAccount) + alerts.map { $0.key[.virtualAccount] }
          + memory.loss.virtualAccounts.keys),
      alerts: alerts)
  }
}

extension ExportRows {
  /// Adds what is remembered of an account.
  fileprivate mutating func add(_ account: RunMemory.Remembered?) {
    guard let account else { return }
    let domain = texts.insert(account.domain)
    let name = texts.insert(account.name.span)
    let names = account.virtualAccounts.sorted { $0.lexicographicallyPrecedes($1) }
    for virtualAccount in names {
      remembered.append(
        RememberedRow(
          account: domain, accountName: name,
          virtualAccount: texts.insert(virtualAccount.span), hasLostAll: account.hasLostAll))
    }
    if names.isEmpty {
      remembered.append(
        RememberedRow(
          account: domain, accountName: name, virtualAccount: .empty,
          hasLostAll: account.hasLostAll))
    }
    for alert in account.alerts {
      remembered.append(
        RememberedRow(
          account: domain, accountName: name,
          virtualAccount: texts.insert(alert.key[.virtualAccount].span),
          hasLostAll: account.hasLostAll,
          alert: RememberedRow.Alert(
            type: alert.key.type, severity: alert.severity,
            subject: texts.insert(alert.key[.subject].span),
            subscription: texts.insert(alert.key[.subscription].span),
            actionDue: alert.actionDue, firstSeen: alert.firstSeen,
            dismissed: alert.dismissed, key: alert.key)))
    }
  }
}

extension ReadRows {
  /// The accounts that rows of a kind name, each once.
  fileprivate func domains<Row>(
    _ rows: KeyPath<ExportRows, [Row]>, account: KeyPath<Row, TextID>
  ) -> Set<String> {
    var domains: Set<String> = []
    for part in parts {
      var last = TextID.empty
      for row in part.rows[keyPath: rows] where row[keyPath: account] != last {
        last = row[keyPath: account]
        if !last.isEmpty { domains.insert(tables[part.table].string(last)) }
      }
    }
    return domains
  }
}

extension ReadRows {
  /// Adds rows that hold their own texts.
  mutating func add(_ rows: ExportRows) {
    if rows.remembered.isEmpty { return }
    var rows = rows
    tables.append(rows.texts)
    rows.texts = TextTable()
    parts.append(Part(rows: rows, table: tables.count - 1))
  }
}
