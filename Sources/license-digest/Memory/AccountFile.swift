internal import Licensing

/// `account.json`: an account as data, and all that the next run remembers of it.
enum AccountFile {
  /// Its name in the account's folder.
  static let name = "account.json"
  /// The version of the file's format.
  static let version = 1

  /// What is in a file that carries alerts of an earlier run.
  static let carriedMark = Array(#""carried":true"#.utf8)

  /// The name of an unknown end.
  static let unknown = Array("unknown".utf8)
}
