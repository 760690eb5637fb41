internal import FoundationEssentials
internal import Licensing

/// What a published folder tells its readers, as far as `account.json` and `messages.jsonl` say it.
///
/// The folder is input: an account whose file cannot be read has no facts.
struct PublishedFacts: Sendable {
  /// A line of an account.
  struct Line: Hashable, Sendable {
    /// Virtual account, license, SKU, license type, subscription, start, end.
    var key: [String]
    var quantity: Int
  }

  /// An alert as `account.json` has it.
  struct Alert: Decodable, Hashable, Sendable {
    var type: String
    var severity: String
    var virtualAccount: String?
    var subject: String
    var subscriptionId: String?
    var sku: String?
    var licenseType: String?
    var startDate: String?
    var endDate: String?
    var seatsShort: Int?
    /// nil where no row dismisses it.
    var dismissed: Dismissed?

    /// Whether no message has it.
    var isDismissed: Bool { dismissed.map { !$0.worse } ?? false }

    /// What makes it the same alert in both folders.
    var key: [String] {
      [type, virtualAccount, subject, subscriptionId, sku, licenseType, startDate, endDate]
        .map { $0 ?? "" }
    }
  }

  /// What a row made of an alert.
  struct Dismissed: Decodable, Hashable, Sendable {
    /// Whether the alert is told in spite of it.
    var worse: Bool
  }

  /// A message as `messages.jsonl` has it.
  struct Message: Decodable, Sendable {
    var kind: String
    var account: String
    var windows: [Int]
    var virtualAccounts: Names
    var alertEvents: Names
    var recipients: [String]
    var subject: String
  }

  /// All, or those of a list.
  enum Names: Decodable, Sendable {
    case all
    case listed(Set<String>)

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let names = try? value.decode([String].self) {
        self = .listed(Set(names))
      } else {
        self = .all
      }
    }

    /// What is of no virtual account is told to those of all alone.
    func contains(_ name: String?) -> Bool {
      guard case .listed(let names) = self else { return true }
      return name.map(names.contains) ?? false
    }
  }

  /// One account.
  struct Account: Sendable {
    var date: CalendarDate
    var lines: [Line]
    /// Those that are told.
    var alerts: [Alert]
    /// Those that are not, since they are dismissed.
    var dismissed: [Alert]
    var messages: [Message] = []
  }

  /// By account domain.
  private(set) var accounts: [String: Account] = [:]

  /// Reads the files of these paths.
  init(_ files: [String: [UInt8]]) {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    for (path, bytes) in files where path.hasPrefix("accounts/") {
      guard let file = try? decoder.decode(File.self, from: Data(bytes)),
        let date = CalendarDate(iso: file.date)
      else { continue }
      accounts[file.account] = Account(
        date: date, lines: file.lines.map(\.line),
        alerts: file.alerts.filter { !$0.isDismissed },
        dismissed: file.alerts.filter(\.isDismissed))
    }
    for line in (files["messages.jsonl"] ?? []).split(separator: UInt8(ascii: "\n")) {
      guard let message = try? decoder.decode(Message.self, from: Data(line)) else { continue }
      accounts[message.account]?.messages.append(message)
    }
  }

  private struct File: Decodable {
    var account: String
    var date: String
    var lines: [Row]
    var alerts: [Alert]
  }

  /// A line as a list: texts, and the quantity among them.
  private struct Row: Decodable {
    var line: Line

    init(from decoder: any Decoder) throws {
      var values = try decoder.unkeyedContainer()
      var texts: [String] = []
      for _ in 0..<5 { texts.append(try values.decodeIfPresent(String.self) ?? "") }
      let quantity = try values.decode(Int.self)
      for _ in 0..<2 { texts.append(try values.decodeIfPresent(String.self) ?? "") }
      line = Line(key: texts, quantity: quantity)
    }
  }
}

extension PublishedFacts.Account {
  /// The alerts that a daily summary tells, those of its expiring lines among them.
  func alerts(in message: PublishedFacts.Message) -> [PublishedFacts.Alert] {
    guard message.kind == "daily-summary" else { return [] }
    // Insufficient licenses that are dismissed still stand for what they cover.
    let own = (alerts + dismissed).filter { alert in
      let event = AlertType(rawValue: alert.type) ?? .portalAlerts
      guard alert.severity != "informational", message.alertEvents.contains(event.rawValue),
        message.virtualAccounts.contains(alert.virtualAccount)
      else { return false }
      switch event {
      case .licensesExpiring:
        // Without an end it is the portal's own, which is on pages alone.
        guard let end = alert.endDate.flatMap({ CalendarDate(iso: $0) }) else { return false }
        return date.days(until: end) <= message.windows.max() ?? -1
      case .licensesExpired: return alert.endDate != nil
      default: return true
      }
    }
    let short = Set(own.filter { $0.type == "insufficient-licenses" }.map(\.alertedSubject))
    return own.filter {
      !$0.isDismissed && ($0.type != "out-of-compliance" || !short.contains($0.alertedSubject))
    }
  }
}

extension PublishedFacts.Alert {
  /// The license or instance, and where it is.
  fileprivate var alertedSubject: [String] { [virtualAccount ?? "", subject] }
}
