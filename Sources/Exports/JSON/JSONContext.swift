internal import Licensing

/// An object around rows while it is open: a response, an account, a role in one.
struct JSONContext {
  /// A text and where it is.
  struct Fact {
    var text: [UInt8]
    var position: JSONReader.Position
  }

  let position: JSONReader.Position
  /// The account's domain and name, and the virtual account, where it states them.
  var facts: [Column: Fact] = [:]
  /// It holds a list of rows, or an object that does.
  var hasRows = false
  /// It is an entry of a list `roles`, so that an account is around it.
  let isRole: Bool
  /// The list that is open in it is `roles`.
  var isInRoles = false
  var total: Int?
  /// The same, by names that may also count the entries of this page; of several the largest.
  var count: Int?
  /// Another page follows it.
  var continues = false
  /// It says that something went wrong.
  var hasErrors = false
  var totalPosition: JSONReader.Position?
  /// What its status says.
  var status = ""
  var statusMessage = ""
  /// The lists that begin in it, and how many entries each has.
  var entries: [JSONList: Int] = [:]
  /// How many entries and pages waited before it began.
  let firstWaiting: Int
  let firstPage: Int

  /// An object that begins here.
  init(at position: JSONReader.Position, isRole: Bool, firstWaiting: Int, firstPage: Int) {
    self.position = position
    self.isRole = isRole
    self.firstWaiting = firstWaiting
    self.firstPage = firstPage
  }

  /// Whether the portal answered with an error, in any of the words for one.
  var isError: Bool {
    let word = status.lettersAndDigits
    if let code = Int(word), (400...599).contains(code) { return true }
    return hasErrors || ["ko", "no", "false"].contains(word)
      || Self.wordsOfErrors.contains { word.contains($0) }
  }

  private static let wordsOfErrors = [
    "abort", "denied", "error", "exception", "fail", "forbidden", "incomplete", "internal",
    "invalid", "notfound", "partial", "reject", "throttl", "timedout", "timeout", "toomany",
    "unauthorized", "unavailable",
  ]

  /// The domain it states, as texts of an account are; nil where it states none.
  var accountDomain: String? {
    facts[.accountDomain].map { fact in
      String(decoding: TextCleaning.trimmed(fact.text[...]), as: UTF8.self).lowercasedASCII
    }
  }
}
