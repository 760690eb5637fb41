internal import Exports
internal import Licensing

/// A file of the input, by its names; its bytes are read when asked for.
struct InputFile: Sendable {
  /// Whether its bytes may be read.
  enum State: Sendable {
    case readable
    /// An error in the listing, and in `run.json` without rows.
    case rejected
    /// Passed over with a warning: no file of the run, but it may hold what readers should see.
    case passedOver
    /// Named in a note: no file of the run.
    case notRead
  }

  /// As typed after `--input`, joined with the rest, controls escaped: for standard error.
  let shownPath: String
  /// Relative to its `--input`, with `1/` before it where there are several, controls escaped: for
  /// output.
  let path: String
  let fileSystemPath: String
  /// The lower-cased domain of the account folder it lies in.
  let accountFolder: String?
  var state: State
  /// What the configuration says of it.
  var rule: ExportRule?

  /// Whether it is a file of the run, and so in `run.json`.
  var isListed: Bool { state == .readable || state == .rejected }

  /// The problem of a file that could not be read.
  func unreadable(_ error: SystemError, at index: Int) -> Diagnostic {
    .error(
      "unreadable", "the file cannot be read (\(error.text))", loss: .file,
      at: SourceLocation(file: Int32(index), line: 0, column: 0))
  }

  /// The problem of a file that someone wrote to while it was read.
  func changed(at index: Int) -> Diagnostic {
    .error(
      "file-changed", "the file changed while it was read (export to another name, then rename)",
      loss: .rest, at: SourceLocation(file: Int32(index), line: 0, column: 0))
  }
}
