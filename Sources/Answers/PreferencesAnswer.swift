/// What `preferences show --format json` says of an account.
///
/// The names of all answers are those of the JSON: `whyNot` is `why_not` there, and nil is null.
/// `license-digest` writes them as it writes the bodies of messages, whose lines they hold; its tests
/// hold what is written against these types.
package struct PreferencesAnswer: Codable, Sendable {
  /// What a form may offer, whatever the user.
  package struct Offered: Codable, Sendable {
    /// Days, the largest first.
    package let windows: [Int]
    package let events: [String]
    package let locales: [String]
    /// Days: what is ticked as soon as expiring licenses are told.
    package let defaultWindow: Int
    /// The names of all of the account's.
    package let virtualAccounts: [String]
  }

  /// Where a user's row begins.
  package struct Place: Codable, Sendable {
    /// In the input, as `run.json` has it.
    package let path: String
    /// Counted from one, as is the column.
    package let line: Int
    package let column: Int
    /// Of the file; nil where it cannot be written.
    package let sha256: String?
  }

  /// What the file states, as typed; nil for a field that it has no place for.
  package struct Stored: Codable, Sendable {
    package let dailySummary: String?
    package let statusNotification: String?
    package let alertEvents: String?
    package let expiryWindows: String?
    package let additionalEmails: String?
    package let locale: String?
    package let virtualAccounts: String?
  }

  /// A row: what is stored, what the rules make of it, and tonight's messages.
  package struct User: Codable, Sendable {
    package let email: String
    package let place: Place
    /// Whether the row can be saved, and why not.
    package let editable: Bool
    package let whyNot: String?
    /// As written.
    package let role: String?
    package let isAdmin: Bool
    package let stored: Stored
    package let dailySummary: Bool
    package let statusNotification: Bool
    package let alertEvents: [String]
    /// Days, the largest first.
    package let expiryWindows: [Int]
    package let additionalEmails: [String]
    package let locale: String
    package let scope: Scope
    package let tonight: Tonight
  }

  /// `"*"`, or the names of the virtual accounts.
  package enum Scope: Codable, Hashable, Sendable {
    case wholeAccount
    case listed([String])

    /// Reads either form.
    package init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      do {
        self = .listed(try value.decode([String].self))
      } catch is DecodingError {
        _ = try value.decode(String.self)
        self = .wholeAccount
      }
    }

    /// Writes the form that it has.
    package func encode(to encoder: any Encoder) throws {
      var value = encoder.singleValueContainer()
      switch self {
      case .wholeAccount: try value.encode("*")
      case .listed(let names): try value.encode(names)
      }
    }
  }

  /// What the address gets on the report date.
  package struct Tonight: Codable, Sendable {
    package let messages: [Message]
  }

  /// The daily summary or the status notice, and all who get the same.
  package struct Message: Codable, Sendable {
    package let kind: String
    package let subject: String
    package let recipients: [String]
    package let expiring: [AnswerLine]
  }

  /// The domain.
  package let account: String
  package let accountName: String
  /// The report date, and the day from which events are told: `2026-11-22`.
  package let date: String
  package let since: String
  package let offered: Offered
  /// Where a new user would be added; nil where the account has no row.
  package let file: AnswerFile?
  /// In input order.
  package let users: [User]
  /// What is wrong with the preferences, in input order.
  package let problems: [AnswerLine]

  /// A user by the address, whatever its case.
  package func user(_ email: String) -> User? {
    users.first { $0.email.lowercased() == email.lowercased() }
  }
}
