internal import FoundationEssentials
internal import Rendering

/// What `license-digest preferences show` says of an account; its names are the JSON's.
struct AccountPreferences: Decodable, Sendable {
  struct Offered: Decodable, Sendable {
    let windows: [Int]
    let events: [String]
    let locales: [String]
    let defaultWindow: Int
  }

  struct File: Decodable, Sendable {
    let path: String
    let sha256: String
  }

  struct Place: Decodable, Sendable {
    let path: String
    let line: Int
    let sha256: String
  }

  struct User: Decodable, Sendable {
    let email: String
    let place: Place
    let editable: Bool
    let whyNot: String?
    let role: String?
    let isAdmin: Bool
    let dailySummary: Bool
    let statusNotification: Bool
    let alertEvents: [String]
    let expiryWindows: [Int]
    let additionalEmails: [String]
    let locale: String
    let scope: Scope
  }

  /// `"*"`, or the names of the virtual accounts.
  enum Scope: Decodable, Sendable {
    case wholeAccount
    case listed([String])

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      do {
        self = .listed(try value.decode([String].self))
      } catch is DecodingError {
        _ = try value.decode(String.self)
        self = .wholeAccount
      }
    }
  }

  let account: String
  let accountName: String
  let offered: Offered
  /// Where a new user would be added; nil where the account has no row.
  let file: File?
  let users: [User]

  /// A user by the address, whatever its case.
  func user(_ email: String) -> User? {
    users.first { $0.email.lowercased() == email.lowercased() }
  }
}

/// What `license-digest preferences set` says: saved, or every reason against it.
struct SavingAnswer: Decodable, Sendable {
  struct Change: Decodable, Sendable {
    let field: String
    let before: String?
    let after: String?
  }

  /// What one reader's message of tonight gains or loses.
  struct Effect: Decodable, Sendable {
    /// Only counted here: the summary itself is shown beside the form.
    struct Line: Decodable, Sendable {}

    let recipient: String
    let kind: String
    /// Whether it is sent for the first time, or no more.
    let wholeMessage: Bool
    let expiring: [Line]
    let alerts: [Line]

    var lines: Int { expiring.count + alerts.count }
  }

  let saved: Bool
  /// Whether the user got a row.
  let added: Bool
  let changed: [Change]
  let gains: [Effect]
  let losses: [Effect]
  var refusals: [SavingRefusal]

  /// Whether the file is another one now.
  var isWritten: Bool { saved && (added || !changed.isEmpty) }

  /// Who gains or loses what tonight, in a sentence for each; no more than six.
  func effects(_ phrases: Phrases) -> [String] {
    let all =
      gains.map { Self.sentence($0, whole: .gainsWhole, lines: .gainsLines, phrases) }
      + losses.map { Self.sentence($0, whole: .losesWhole, lines: .losesLines, phrases) }
    return all.count > 6
      ? all.prefix(5) + [phrases.text(.moreEffects, all.count - 5)] : all
  }

  private static func sentence(
    _ effect: Effect, whole: PreviewPhrase, lines: PreviewPluralPhrase, _ phrases: Phrases
  ) -> String {
    let name = phrases.text(effect.kind == "daily-summary" ? .summaryName : .noticeName)
    return effect.wholeMessage
      ? phrases.text(whole, ["recipient": effect.recipient, "message": name])
      : phrases.text(lines, effect.lines, ["recipient": effect.recipient, "message": name])
  }
}

/// Why nothing was saved, of preferences or of dismissals.
struct SavingRefusal: Decodable, Sendable {
  /// The option's name; nil where it is about the user or the file.
  let field: String?
  let code: String
  let message: String
}

extension [SavingRefusal] {
  /// Whether somebody else changed the file since it was read.
  var areOutdated: Bool { contains { $0.code == "file-changed" } }
}
