/// What of an account was not read, as far as one reader may know: no message of it is a false
/// all-clear.
///
/// Rows, files, a cut export and lost licenses lead the subject and the headline; unknown ends and
/// statuses never let a message be calm, but come after what ends soon.
package struct Unread: Sendable {
  /// Rejected rows.
  package var rows: UnreadRows
  /// Files of the account's folder that were rejected or passed over with a warning.
  package var files: Int
  /// Terms with seats whose end nobody knows.
  package var unknownEnds = 0
  /// Licenses and product instances whose status nobody knows.
  package var unknownStatuses = 0
  /// Whether values that decide an alert or a line could not be read, in rows that were used.
  package var hasIgnoredValues = false
  /// Whether these values lead the message, since without them it would be calm.
  package private(set) var isLedByValues = false
  /// Whether an export of the run broke midway, so that anything may be missing.
  package var isCut: Bool
  /// nil where no license is lost, or no more than half.
  package var lost: Loss?
  /// The day since which no line of the account changed, where that is so long ago that its exports
  /// may be old; known to readers of the whole account alone.
  package var staleSince: CalendarDate?
  /// Whether rows of tonight are missing so that what is gone cannot be told.
  package var isUncompared = false

  /// Whether something is missing of which the reader's messages must speak first.
  package var isMissingAnything: Bool {
    rows.isAny || files > 0 || isCut || lost != nil || isLedByValues
  }

  /// Whether everything that the reader may see was read and understood, so that a message may say
  /// that nothing needs attention.
  package var isNothing: Bool {
    !isMissingAnything && unknownEnds == 0 && unknownStatuses == 0
  }

  /// Lets unreadable values lead a message that would otherwise say that nothing needs attention;
  /// every other message mentions them further down.
  mutating func leadWithIgnoredValues() {
    if isNothing, hasIgnoredValues { isLedByValues = true }
  }

  /// What a scope may know of an account; for many scopes of one account ask `UnreadParts`.
  package init(of account: SmartAccount, scope: Scope, texts: TextTable, isCut: Bool) {
    self = UnreadParts(of: account, texts: texts).unread(in: scope, isCut: isCut)
  }

  /// What is known of a part, with files and cuts that concern every reader.
  init(_ part: UnreadParts.Part, files: Int, isCut: Bool) {
    rows = part.rows
    unknownEnds = part.unknownEnds
    unknownStatuses = part.unknownStatuses
    hasIgnoredValues = part.hasIgnoredValues
    self.files = files
    self.isCut = isCut
  }
}
