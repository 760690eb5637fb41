internal import Exports
internal import Licensing

/// What `license-digest.yml` may change, with what holds where it says nothing.
struct Configuration: Sendable {
  /// What a message is written as, in the order of `run.json`.
  enum Format: String, CaseIterable, Sendable { case html, text, eml, json }

  /// A time of the day at a fixed offset, both in minutes.
  struct SendTime: Hashable, Sendable {
    var minutes = 0
    var offset = 0
  }

  /// Links, `https:` or `mailto:`, with the placeholders of docs/configuration.md.
  struct Links: Hashable, Sendable {
    var portal: String?
    var commerce: String?
    var support: String?
    var unsubscribe: String?
    var pages: String?
    /// Takes no placeholder.
    var feedback: String?
  }

  var from: String?
  var sendTime = SendTime()
  /// The language of the pages.
  var locale = "en"
  /// By account domain, the language of its pages where it is another.
  var locales: [String: String] = [:]
  /// What the rules need of it.
  var ruleSettings = RuleSettings()
  /// What reading needs of it.
  var exportOptions = ExportOptions()
  var formats: [Format]?
  /// What is said of files that are not of our making; the first that fits a path holds.
  var exports: [FileRule] = []
  var links = Links()
}
