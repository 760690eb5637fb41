internal import Licensing

/// One name found below an input.
struct InputEntry {
  /// Why it is not read.
  enum Problem {
    case linkOutside, notAFile, folderNotRead, otherFile
    /// A spreadsheet; its rows can be read once it is saved as CSV.
    case spreadsheet
    /// With the program that unpacks it.
    case compressed(String)
    case unreadable(SystemError)
  }

  var relativePath: String
  var isInput = false
  var account: String?
  var problem: Problem?

  static func precedes(_ left: InputEntry, _ right: InputEntry) -> Bool {
    left.relativePath.utf8.lexicographicallyPrecedes(right.relativePath.utf8)
  }

  /// What the ending of a file's name says of it; nil for an export.
  static func problem(ofName name: String) -> Problem? {
    let lower = name.lowercasedASCII
    func ends(_ endings: [String]) -> Bool { endings.contains(where: lower.hasSuffix) }
    if ends([".csv", ".tsv", ".xml", ".json"]) { return nil }
    if ends([".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".numbers"]) { return .spreadsheet }
    let programs = [
      ".gz": "gunzip", ".tgz": "tar", ".zip": "unzip", ".xz": "unxz", ".zst": "unzstd",
      ".bz2": "bunzip2", ".7z": "7z", ".rar": "unrar",
    ]
    for (ending, program) in programs where lower.hasSuffix(ending) { return .compressed(program) }
    return .otherFile
  }
}

extension InputEntry.Problem {
  /// The problem of the file at an index.
  func diagnostic(at index: Int) -> Diagnostic {
    let location = SourceLocation(file: Int32(index), line: 0, column: 0)
    return switch self {
    case .linkOutside:
      .error("link-outside", "the link leads out of the input", loss: .file, at: location)
    case .notAFile:
      .warning(
        "not-a-file", "not a regular file (a folder, socket, pipe or device); it is not opened",
        at: location)
    case .unreadable(let error):
      .error("unreadable", "cannot be read (\(error.text))", loss: .file, at: location)
    case .folderNotRead:
      .note(
        "folder-not-read",
        "the folder is not read (its name is not an account domain, and no rule of exports names "
          + "files in it)", at: location)
    case .otherFile:
      .note(
        "file-not-read",
        "the file is not read (expected a name that ends in .csv, .tsv, .xml or .json)",
        at: location)
    case .spreadsheet:
      .warning(
        "spreadsheet-not-read", "a spreadsheet is not read (save it as CSV UTF-8)", at: location)
    case .compressed(let program):
      .warning(
        "compressed-not-read", "a compressed file is not read (unpack it with \(program))",
        at: location)
    }
  }
}
