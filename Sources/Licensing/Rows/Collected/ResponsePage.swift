/// How much of an account's licenses, or of another list of it, one response of the portal holds.
package struct ResponsePage: Hashable, Sendable {
  /// The key of its list; pages of one list belong together.
  package let list: String
  /// The account domain it states; nil where it states none, and the folder's counts.
  package var account: String?
  /// The entries of the list, whether their rows were kept or rejected; not their details.
  package var entries = 0
  /// How many all pages have together; nil where the page does not say.
  package var total: Int?
  /// It says that another page follows it.
  package var continues = false
  /// Where it states the total; where it begins where it states none.
  package var location: SourceLocation

  /// A page without entries.
  package init(list: String, location: SourceLocation) {
    self.list = list
    self.location = location
  }
}
