/// Which release of the program this is, as `--version` prints it.
enum Version {
  static let number = "0.2.0"
}
