internal import Licensing

/// A file of the input, by its names; its bytes are read when asked for.
struct InputFile: Sendable {
  /// Whether its bytes may be read.
  enum State: Sendable {
    case readable
    /// Stands as an error in the listing, and in `run.json` without rows.
    case rejected
    /// A folder named in a note: no file of the run.
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

  /// The problem of a file that could not be read.
  func unreadable(_ error: SystemError, at index: Int) -> Diagnostic {
    .error(
      "unreadable", "the file cannot be read (\(error.text))", loss: .file,
      at: SourceLocation(file: Int32(index), line: 0, column: 0))
  }
}

extension InputFile {
  /// The problem of a file that someone wrote to while it was read.
  func changed(at index: Int) -> Diagnostic {
    .error(
      "file-changed", "the file changed while it was read (export to another name, then rename)",
      loss: .rest, at: SourceLocation(file: Int32(index), line: 0, column: 0))
  }
}

/// The files of all inputs, in input order, and the problems of finding them.
struct InputListing: Sendable {
  var files: [InputFile] = []
  /// Each names its file by the place in `files`, on line 0.
  var diagnostics: [Diagnostic] = []
}

/// Finds the export files; it does not know what their bytes mean.
enum InputFolder {
  /// The files of the inputs as given; within one, by the bytes of the relative path.
  static func files(of inputs: [String]) throws(RunFailure) -> InputListing {
    var listing = InputListing()
    for (index, input) in inputs.enumerated() {
      let prefix = inputs.count > 1 ? "\(index + 1)/" : ""
      for entry in try entries(of: input).sorted(by: Entry.precedes) {
        listing.add(entry, input: input, prefix: prefix)
      }
    }
    return listing
  }

  private static func entries(of input: String) throws(RunFailure) -> [Entry] {
    do throws(SystemError) {
      let status = try FileStatus(of: input, followingLinks: true)
      switch status.kind {
      case .file where FileReading.isReadable(input):
        return [Entry(relativePath: lastName(of: input), isInput: true)]
      case .folder:
        var walk = FolderWalk(root: input, realRoot: FileReading.realPath(input) ?? input)
        try walk.list(folder: "", account: nil)
        return walk.entries
      case .file: break
      case .link, .other:
        throw SystemError(number: 0)
      }
    } catch {
      let reason = error.number == 0 ? "neither a file nor a folder" : error.text
      throw RunFailure("input '\(input)' cannot be read: \(reason)")
    }
    throw RunFailure("input '\(input)' cannot be read: Permission denied")
  }

  /// Whether a folder's name is an account domain: at least two DNS labels, 253 bytes at most.
  static func isAccountDomain(_ name: String) -> Bool {
    let labels = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return labels.count >= 2 && name.utf8.count <= 253 && labels.allSatisfy(isLabel)
  }

  private static func isLabel(_ label: Substring.UTF8View) -> Bool {
    let hyphen = UInt8(ascii: "-")
    return (1...63).contains(label.count) && label.first != hyphen && label.last != hyphen
      && label.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), hyphen:
          true
        default: false
        }
      }
  }

  private static func lastName(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}

/// One name found below an input.
private struct Entry {
  enum Problem {
    case linkOutside, notAFile, folderNotRead
    case unreadable(SystemError)
  }

  var relativePath: String
  var isInput = false
  var account: String?
  var problem: Problem?

  static func precedes(_ left: Entry, _ right: Entry) -> Bool {
    left.relativePath.utf8.lexicographicallyPrecedes(right.relativePath.utf8)
  }

  func diagnostic(at index: Int) -> Diagnostic? {
    let place = SourceLocation(file: Int32(index), line: 0, column: 0)
    return switch problem {
    case .linkOutside:
      .error("link-outside", "the link leads out of the input", loss: .file, at: place)
    case .notAFile:
      .error("not-a-file", "not a regular file", loss: .file, at: place)
    case .unreadable(let error):
      .error("unreadable", "cannot be read (\(error.text))", loss: .file, at: place)
    case .folderNotRead:
      .note(
        "folder-not-read", "the folder is not read (its name is not an account domain)", at: place)
    case nil: nil
    }
  }
}

extension InputListing {
  fileprivate mutating func add(_ entry: Entry, input: String, prefix: String) {
    let joined = input.hasSuffix("/") ? input : input + "/"
    let shown = entry.isInput ? input : joined + entry.relativePath
    let state: InputFile.State =
      switch entry.problem {
      case nil: .readable
      case .folderNotRead: .notRead
      default: .rejected
      }
    if let diagnostic = entry.diagnostic(at: files.count) { diagnostics.append(diagnostic) }
    files.append(
      InputFile(
        shownPath: shown.escapingControls, path: (prefix + entry.relativePath).escapingControls,
        fileSystemPath: shown,
        accountFolder: entry.account, state: state))
  }
}

/// Walks an input folder and the account folders directly in it.
private struct FolderWalk {
  let root: String
  let realRoot: String
  var entries: [Entry] = []

  mutating func list(folder: String, account: String?) throws(SystemError) {
    for name in try FileReading.names(in: "\(root)/\(folder)") where !name.hasPrefix(".") {
      var entry = Entry(relativePath: folder + name, account: account)
      do throws(SystemError) {
        try visit(name, &entry)
      } catch {
        entry.problem = .unreadable(error)
        entries.append(entry)
      }
    }
  }

  private mutating func visit(_ name: String, _ entry: inout Entry) throws(SystemError) {
    let path = "\(root)/\(entry.relativePath)"
    let isExport = Self.isExportName(name)
    var status = try FileStatus(of: path, followingLinks: false)
    if status.kind == .link {
      guard let real = FileReading.realPath(path), isInside(real) else {
        entry.problem = .linkOutside
        entries.append(entry)
        return
      }
      status = try FileStatus(of: path, followingLinks: true)
    }
    switch status.kind {
    case .file where isExport: entries.append(entry)
    case .folder where !isExport: try enter(name, &entry)
    default:
      guard isExport else { return }
      entry.problem = .notAFile
      entries.append(entry)
    }
  }

  private mutating func enter(_ name: String, _ entry: inout Entry) throws(SystemError) {
    if entry.account == nil && InputFolder.isAccountDomain(name) {
      try list(folder: "\(name)/", account: name.lowercased())
    } else {
      entry.problem = .folderNotRead
      entries.append(entry)
    }
  }

  private func isInside(_ path: String) -> Bool {
    path == realRoot || path.hasPrefix(realRoot == "/" ? "/" : realRoot + "/")
  }

  private static func isExportName(_ name: String) -> Bool {
    let lower = name.lowercased()
    return [".csv", ".tsv", ".xml", ".json"].contains(where: lower.hasSuffix)
  }
}
