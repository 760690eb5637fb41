internal import Crypto
internal import Exports
internal import Licensing
internal import Rendering

/// All exports, read in input order: rows, problems, and what `run.json` says of each file.
struct ExportReading {
  var files: [InputFile]
  var rows: [ExportRows] = []
  var diagnostics: [Diagnostic]
  var manifestFiles: [RunManifest.File] = []
  private var places: [SHA256Digest: Int] = [:]

  /// Reads every file of the inputs; fails where none holds licenses.
  init(inputs: [String], configuration: Configuration) throws(RunFailure) {
    let listing = try InputFolder.files(of: inputs)
    files = listing.files
    diagnostics = listing.diagnostics
    for index in files.indices where files[index].state == .readable {
      read(index, options: configuration.exportOptions)
    }
    reportSharedVirtualAccounts()
    guard manifestFiles.contains(where: { $0.kind == .licenses }) else {
      throw RunFailure(
        "no file of kind licenses among the inputs (expected a CSV with the columns "
          + "account_domain, virtual_account, license, quantity, or a license-export XML)")
    }
  }

  private mutating func read(_ index: Int, options: ExportOptions) {
    let file = files[index]
    var hash = SHA256()
    let rows: ExportRows
    do {
      let source = try FileReading.open(file.fileSystemPath)
      defer { FileReading.close(source) }
      rows = try ExportFile.rows(
        file: Int32(index), accountFolder: file.accountFolder, options: options,
        pieceSize: FileReading.pieceSize
      ) { buffer in
        let start = buffer.count
        buffer.count += try FileReading.read(source, into: &buffer.bytes, from: start)
        hash.update(buffer.bytes.span.extracting(start..<buffer.count))
      }
    } catch {
      let reason = error as? SystemError ?? SystemError(number: 0)
      diagnostics.append(file.unreadable(reason, at: index))
      return
    }
    let digest = hash.finalize()
    if let first = places[digest] {
      diagnostics.append(
        .warning(
          "file-repeated",
          "the file has the same bytes as \(files[first].path), so it is skipped",
          at: SourceLocation(file: Int32(index), line: 0, column: 0)))
      return
    }
    places[digest] = index
    add(rows, of: file, sha256: digest.hexadecimal)
  }

  private mutating func add(_ read: ExportRows, of file: InputFile, sha256: String) {
    diagnostics += read.diagnostics
    manifestFiles.append(
      RunManifest.File(
        path: file.path, kind: read.kind, sha256: sha256, kept: read.kept,
        rejected: read.rejected.count))
    var rows = read
    rows.diagnostics = []
    self.rows.append(rows)
  }

  /// Two license files with rows of one virtual account: the same licenses may be counted twice.
  private mutating func reportSharedVirtualAccounts() {
    var owners: [String: Int32] = [:]
    var reported: Set<String> = []
    for file in rows {
      var seen: Set<String> = []
      var last: (TextID, TextID) = (.empty, .empty)
      for row in file.licenses where (row.account, row.virtualAccount) != last {
        last = (row.account, row.virtualAccount)
        let account = file.texts.string(row.account)
        let key = "\(account)\u{0}\(file.texts.string(row.virtualAccount))"
        guard seen.insert(key).inserted else { continue }
        let owner = owners[key] ?? row.location.file
        owners[key] = owner
        guard owner != row.location.file,
          reported.insert("\(owner) \(row.location.file)").inserted
        else { continue }
        diagnostics.append(
          .warning(
            "shared-virtual-account",
            "virtual account \(file.texts.string(row.virtualAccount).quoted) of '\(account)' has "
              + "rows in \(files[Int(owner)].path) and in \(files[Int(row.location.file)].path)",
            account: account, at: row.location))
      }
    }
  }
}

extension SHA256Digest {
  /// In hexadecimal digits, as manifests write it.
  var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in self {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
