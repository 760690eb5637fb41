/// What `license-digest.yml` may change, with what holds where it says nothing.
struct Configuration: Hashable, Sendable {
  enum DateOrder: String, CaseIterable, Sendable { case mdy, dmy }
  enum Encoding: String, CaseIterable, Sendable {
    case utf8 = "utf-8"
    case latin1 = "iso-8859-1"
    case windows1252 = "windows-1252"
  }
  enum Format: String, CaseIterable, Sendable { case html, text, eml, json }
  enum Severity: String, CaseIterable, Sendable { case major, minor }

  /// A time of the day at a fixed offset, both in minutes.
  struct SendTime: Hashable, Sendable {
    var minutes = 0
    var offset = 0
  }

  /// Lengths in days.
  struct Authorization: Hashable, Sendable {
    var renewalDays = 30
    var periodDays = 90
    var graceDays = 90
  }

  /// Addresses, https or mailto, in which `{account}` stands for the account domain.
  struct Links: Hashable, Sendable {
    var portal: String?
    var commerce: String?
    var support: String?
    var unsubscribe: String?
    var pages: String?
  }

  static let alertTypes = [
    "insufficient-licenses", "licenses-expiring", "licenses-expired", "out-of-compliance",
    "failed-to-connect", "failed-to-renew", "authorization-expired",
  ]

  var from: String?
  var sendTime = SendTime()
  var locale = "en"
  /// Offered, largest first; the milestones where the file names none.
  var windows = [90, 60, 30, 17, 7, 4, 3]
  /// Announced, largest first.
  var milestones = [90, 60, 30, 17, 7, 4, 3]
  var severity: [String: Severity] = [:]
  var expiredForDays = 90
  var authorization = Authorization()
  var contactDays = 30
  var dateOrder: DateOrder?
  var encoding: Encoding?
  var formats: [Format]?
  var links = Links()
}
