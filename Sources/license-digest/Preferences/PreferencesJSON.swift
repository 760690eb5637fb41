internal import Exports
internal import Licensing
internal import Rendering

/// `preferences show --format json`: what a form needs of an account.
struct PreferencesJSON {
  let preferences: AccountPreferences
  let tonight: TonightMessages
  private var texts: TextTable { preferences.texts }

  /// The document of these users.
  func bytes(of users: [AccountPreferences.User]) -> [UInt8] {
    var json = JSONText()
    json.object { json in
      json.text("account", preferences.domain)
      json.text("account_name", texts.string(preferences.account.name))
      json.text("date", preferences.run.date.iso)
      json.text("since", preferences.run.since.iso)
      json.object("offered") { json in write(offeredTo: &json) }
      write(fileTo: &json)
      json.array("users") { json in for user in users { write(user, to: &json) } }
      json.array("problems") { json in
        for problem in preferences.problems {
          let file = preferences.run.files[Int(problem.location.file)]
          json.problemElement(problem, path: file.path)
        }
      }
    }
    json.endLine()
    return json.bytes
  }

  private func write(offeredTo json: inout JSONText) {
    let settings = preferences.settings
    json.array("windows") { json in
      for days in settings.windows.sorted(by: >) { json.element(days) }
    }
    json.array("events") { json in for type in AlertType.allCases { json.element(type.rawValue) } }
    json.array("locales") { json in
      for phrases in preferences.phrases { json.element(phrases.locale) }
    }
    json.number("default_window", settings.preselectedWindow)
    json.array("virtual_accounts") { json in
      for name in preferences.account.virtualAccounts { json.element(texts.string(name)) }
    }
  }

  /// Where a new user would be added.
  private func write(fileTo json: inout JSONText) {
    guard let first = preferences.account.preferences.first else {
      return json.text("file", nil)
    }
    json.object("file") { json in
      json.text("path", preferences.run.files[Int(first.location.file)].path)
      json.text("sha256", preferences.hash(of: first.location.file))
    }
  }

  private func write(_ user: AccountPreferences.User, to json: inout JSONText) {
    let row = user.row
    let role = texts.string(row.role)
    json.object { json in
      json.text("email", texts.string(row.email))
      json.object("place") { json in
        json.text("path", preferences.run.files[Int(row.location.file)].path)
        json.number("line", Int(row.location.line))
        json.number("column", Int(row.location.column))
        json.text("sha256", preferences.hash(of: row.location.file))
      }
      json.flag("editable", user.whyNot == nil)
      json.text("why_not", user.whyNot)
      json.text("role", role.isEmpty ? nil : role)
      json.flag("is_admin", user.reading.isAdministrator)
      json.object("stored") { json in
        json.text("daily_summary", user.stored?[.dailySummary])
        json.text("status_notification", user.stored?[.statusNotification])
        json.text("alert_events", user.stored?[.alertEvents])
        json.text("expiry_windows", user.stored?[.expiryWindows])
        json.text("additional_emails", user.stored?[.additionalEmails])
        json.text("locale", user.stored?[.locale])
        json.text("virtual_accounts", user.stored?.virtualAccounts)
      }
      write(user.reading, of: row, to: &json)
      json.object("tonight") { json in
        json.array("messages") { json in
          for message in tonight.messages(for: texts.string(row.email)) {
            write(message, to: &json)
          }
        }
      }
    }
  }

  private func write(_ reading: JudgedRow, of row: PreferenceRow, to json: inout JSONText) {
    json.flag("daily_summary", row.dailySummary)
    json.flag("status_notification", row.statusNotification)
    json.array("alert_events") { json in
      for type in reading.alertTypes.ordered { json.element(type.rawValue) }
    }
    json.array("expiry_windows") { json in
      for days in reading.windows.days { json.element(days) }
    }
    json.array("additional_emails") { json in
      for address in reading.additionalEmails { json.element(address) }
    }
    json.text("locale", reading.locale)
    switch reading.scope {
    case .wholeAccount: json.text("scope", "*")
    case nil: json.array("scope") { _ in }
    case .listed(let indices):
      json.array("scope") { json in
        for index in indices {
          json.element(texts.string(preferences.account.virtualAccounts[index]))
        }
      }
    }
  }

  private func write(_ message: TonightMessages.Message, to json: inout JSONText) {
    json.object { json in
      json.text("kind", message.kind.rawValue)
      json.text("subject", message.subject)
      json.array("recipients") { json in
        for address in message.digest.variant.recipients { json.element(address) }
      }
      json.array("expiring") { json in
        for line in message.digest.expiring {
          DigestJSON.write(line, of: preferences.account, texts, to: &json)
        }
      }
    }
  }
}
