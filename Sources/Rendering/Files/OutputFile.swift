/// A file of the published folder, ready to be written.
package struct OutputFile: Sendable {
  /// Relative to the output folder.
  package var path: String
  /// Its whole content.
  package var bytes: [UInt8]
  /// Holds addresses or what an account owns, so others may not read it.
  package var isPrivate: Bool

  /// A file of these bytes; one below `accounts/` is always private.
  package init(path: String, bytes: [UInt8], isPrivate: Bool = false) {
    self.path = path
    self.bytes = bytes
    self.isPrivate = isPrivate || path.hasPrefix("accounts/")
  }
}
