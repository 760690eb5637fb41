internal import Licensing
internal import Rendering

/// The messages that the readers of one account get on the report date, by address.
struct TonightMessages {
  /// A message, and all who get it.
  struct Message {
    let digest: Licensing.Digest
    let subject: String
    var kind: MessageKind { digest.kind }
  }

  private var messages: [Message] = []
  private var indices: [String: [Int]] = [:]

  /// What these grants give in a judged account; the texts are those of both.
  init(
    _ grants: Grants, of report: AccountReport, texts: TextTable, phrases: [Phrases],
    isCutShort: Bool
  ) {
    let sentences = phrases.map { Sentences($0, texts: texts) }
    func add(_ digest: Licensing.Digest) {
      let own = sentences.first { $0.phrases.locale == digest.variant.locale }
      let subject = own?.subject(of: digest, account: report.account) ?? ""
      for address in digest.variant.recipients {
        indices[address.lowercasedASCII, default: []].append(messages.count)
      }
      messages.append(Message(digest: digest, subject: subject))
    }
    for variant in Variant.variants(of: grants.dailySummaries) {
      add(report.digest(for: variant, texts: texts, isCutShort: isCutShort))
    }
    for variant in Variant.variants(of: grants.statusNotices) {
      let notice = report.notice(for: variant, texts: texts, isCutShort: isCutShort)
      if !notice.isEmpty { add(notice) }
    }
  }

  /// What an address gets: the daily summary, then the status notice.
  func messages(for address: String) -> [Message] {
    (indices[address.lowercasedASCII] ?? []).map { messages[$0] }
  }

  /// All who get anything, in small letters, sorted.
  var readers: [String] { indices.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
}
