/// An account and what was found while it was joined.
package struct JoinedAccount: Sendable {
  /// The account with its licenses joined.
  package var account: SmartAccount
  var diagnostics: DiagnosticLog
  var shared: [SharedVirtualAccount]
}
