internal import Crypto
internal import Exports
internal import Licensing
internal import Rendering
internal import Templates

/// The input files once more, for those who change one.
extension JudgedRun {
  /// All bytes of an input file.
  func bytes(of file: Int32) throws(RunFailure) -> [UInt8] {
    let input = files[Int(file)]
    do throws(SystemError) {
      return try FileReading.bytes(of: input.fileSystemPath)
    } catch {
      throw RunFailure("'\(input.shownPath)' cannot be read: \(error.text)")
    }
  }

  /// Whether bytes are those that the run read of a file.
  func isAsRead(_ bytes: [UInt8], _ file: Int32) -> Bool {
    let path = files[Int(file)].path
    let known = manifestFiles.first { $0.path == path }?.sha256
    return SHA256.hash(data: bytes).hexadecimal == known
  }

  /// How a file is read.
  func options(of file: Int32) -> ExportOptions {
    var options = configuration.exportOptions
    options.rule = files[Int(file)].rule
    return options
  }

  /// The file as its row is named: `preferences.csv:2`.
  func shown(_ location: SourceLocation) -> String {
    let path = files[Int(location.file)].shownPath
    return location.line == 0 ? path : "\(path):\(location.line)"
  }

  /// Other files that have the bytes of one, and so were not read; they will be once it changes.
  func copies(of file: Int32, hash: String?) throws(RunFailure) -> [String] {
    let own = FileReading.realPath(files[Int(file)].fileSystemPath)
    var copies: [String] = []
    for problem in diagnostics.filter(codes: ["file-repeated"]) {
      let copy = files[Int(problem.location.file)]
      guard FileReading.realPath(copy.fileSystemPath) != own else { continue }
      let bytes = try bytes(of: problem.location.file)
      if SHA256.hash(data: bytes).hexadecimal == hash { copies.append(copy.shownPath) }
    }
    return copies
  }

  /// The index of an account among those of the inventory.
  func index(ofAccount account: String) throws(RunFailure) -> Int {
    let domain = account.lowercasedASCII
    let domains = inventory.accounts.map { inventory.texts.string($0.domain) }
    guard let index = domains.firstIndex(of: domain) else {
      throw RunFailure(
        "there is no account \(domain.quoted) in the exports"
          + Suggestion.hint(for: domain, among: domains))
    }
    return index
  }
}
