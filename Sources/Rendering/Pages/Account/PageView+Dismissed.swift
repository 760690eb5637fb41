internal import Licensing
internal import Templates

/// A dismissed alert; without `until` the words say how long it stays dismissed.
enum DismissedLineNames: Int, TemplateNames {
  case message, subject, detail, virtualAccount, until, untilTitle, untilWords, by, reason
  case account, domain

  var type: TemplateType { .text }

  var meaning: String {
    switch self {
    case .message: "the alert's name"
    case .subject: "the license, instance or source it is about"
    case .detail: "what belongs to it: seats, subscription, product"
    case .virtualAccount: "its virtual account"
    case .until: "the last day on which it is dismissed"
    case .untilTitle: "that day written in full"
    case .untilWords: "how long, where there is no day"
    case .by: "who dismissed it"
    case .reason: "why"
    case .account: "the account's name"
    case .domain: "the account's domain"
    }
  }
}

/// The list of dismissed alerts, of one account and of all.
extension PageView {
  /// Fills what is told of a dismissed alert.
  mutating func fill(
    _ slot: RecordSlot<DismissedLineNames>, _ dismissed: DismissedAlert,
    virtualAccounts: [TextID]
  ) {
    let (alert, sentences) = (dismissed.alert, sentences)
    values.set(.message, of: slot, sentences.name(of: alert))
    set(.subject, of: slot, name: alert.subject)
    values.set(.detail, of: slot) { sentences.writeShortDetail(of: alert, to: &$0) }
    if let index = alert.virtualAccount {
      set(.virtualAccount, of: slot, name: virtualAccounts[index])
    }
    if let until = dismissed.until {
      set(.until, of: slot, iso: until)
      values.set(.untilTitle, of: slot, sentences.dates.medium(until))
    } else {
      values.set(.untilWords, of: slot, phrases.text(.`page.dismissed.whileOpen`))
    }
    set(.by, of: slot, name: dismissed.by)
    values.set(.reason, of: slot, Sentences.cut(texts.string(dismissed.reason), to: 400))
  }
}
