internal import SystemPackage

/// What the person who started the preview reads.
enum Terminal {
  /// Writes to standard output.
  static func say(_ text: String) { write(text, to: .standardOutput) }

  /// Writes to standard error.
  static func tell(_ text: String) { write(text, to: .standardError) }

  private static func write(_ text: String, to file: FileDescriptor) {
    do {
      try file.writeAll(text.utf8)
    } catch {
      // There is no other place to tell it; the pages go on.
      return
    }
  }
}
