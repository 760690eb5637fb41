internal import FoundationEssentials

/// What a person put into a form of dismissals.
struct DismissalEdit: Hashable, Sendable {
  /// Which button was pressed.
  enum Verb: String, Sendable {
    case dismiss, remind, restore
  }

  let verb: Verb
  let name: AlertName
  /// The rows that named the alert when the form was made.
  let before: String
  /// The day on which the alert is to be told again, `2027-03-01`; empty for none.
  let reminder: String
  let reason: String
  let savedBy: String

  /// A form that was posted; nil where it names no alert or no verb.
  init?(_ form: FormFields) {
    guard let verb = form["action"].flatMap(Verb.init), let alert = form["alert"] else {
      return nil
    }
    let parts = FormFields(alert)
    guard let event = parts["event"], let subject = parts["subject"] else { return nil }
    self.verb = verb
    name = AlertName(
      virtualAccount: parts["virtual-account"] ?? "", event: event, subject: subject,
      subscription: parts["subscription"] ?? "", end: parts["end"] ?? "")
    before = parts["before"] ?? ""
    reminder = form["reminder"] ?? ""
    reason = form["reason"] ?? ""
    savedBy = form["as"] ?? ""
  }

  /// An option of the program: an empty value is a blank, which means the same and is one, and no
  /// value holds a NUL.
  private static func option(_ name: String, _ value: String) -> String {
    let value = value.replacing("\0", with: "")
    return "--\(name)=\(value.isEmpty ? " " : value)"
  }

  /// An alert as the value of a form's field.
  static func value(_ name: AlertName, before: String) -> String {
    FormFields.encoded([
      ("event", name.event), ("subject", name.subject), ("virtual-account", name.virtualAccount),
      ("subscription", name.subscription), ("end", name.end), ("before", before),
    ])
  }

  /// The arguments of `alerts dismiss` or `restore`.
  var arguments: [String] {
    var arguments = [
      Self.option("event", name.event), Self.option("subject", name.subject),
      Self.option("as", savedBy),
    ]
    for (option, value) in [
      ("virtual-account", name.virtualAccount), ("subscription", name.subscription),
      ("end-date", name.end),
    ] where !value.isEmpty {
      arguments.append(Self.option(option, value))
    }
    if verb == .restore { return arguments }
    arguments.append(Self.option("reason", reason))
    if verb == .remind { arguments.append(Self.option("until", Self.dayBefore(reminder))) }
    return arguments
  }

  /// The day before a day, on which a dismissal ends whose alert is to be told on the day; the text
  /// itself where it is no day, which the program refuses.
  static func dayBefore(_ day: String) -> String { shifted(day, by: -1) }

  /// A day some days later.
  static func shifted(_ day: String, by days: Int) -> String {
    let parts = day.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2],
      let date = try? Date(day + "T00:00:00Z", strategy: .iso8601)
    else { return day }
    let other = Date(timeIntervalSince1970: date.timeIntervalSince1970 + Double(days) * 86_400)
    return String(other.formatted(.iso8601).prefix(10))
  }
}
