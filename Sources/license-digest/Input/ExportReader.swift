internal import Crypto
internal import Exports
internal import Licensing
internal import Rendering
internal import Synchronization

/// All exports, read in input order: rows, problems, and what `run.json` says of each file.
struct ExportReader {
  let files: [InputFile]
  private(set) var rows = ReadRows()
  private(set) var diagnostics = DiagnosticLog()
  private(set) var manifestFiles: [RunManifest.File] = []
  /// By the index of a file in the manifest, its rejected rows of no account, which every shard
  /// counts.
  private(set) var unownedRejections: [Int: Int] = [:]
  /// How the header of each file was understood, by its index in `files`; documents have none.
  private(set) var columns: [Int: ColumnReading] = [:]
  /// What each JSON response says of its extent, by its file.
  private(set) var pages = ResponsePages()
  /// The files that gave something, by their bytes.
  private var seen: [SHA256Digest: [String?: Int]] = [:]
  private let shard: Shard?

  /// A part that was decoded, by file and number within it, over its worker's table.
  private struct Part: Sendable {
    var file: Int
    var number: Int
    var table: Int
    var decoded: DecodedPart
  }

  /// What one worker decoded.
  private struct Work: Sendable {
    var parts: [Part] = []
    var texts = TextTable()
  }

  /// Reads every file of the inputs, XML beside a schema where one is given; fails where none holds
  /// licenses.
  init(
    inputs: [String], configuration: Configuration, shard: Shard? = nil, workers: Workers = .one,
    schema: String? = nil
  ) throws(RunFailure) {
    self.shard = shard
    let listing = try InputFolder.files(
      of: inputs, rules: FileRules(rules: configuration.exports))
    files = listing.files
    for problem in listing.diagnostics { diagnostics.append(problem) }
    let indices = files.indices.filter { listing.files[$0].state == .readable }
    var options = configuration.exportOptions
    options.schema = schema
    options.shard = shard
    let sources = indices.map { index in
      var own = options
      own.rule = listing.files[index].rule
      return ExportSource(
        listing.files[index], at: index, options: own, progress: workers.progress)
    }
    var work = Self.decode(sources, workers)
    try Interruption.check()
    rows.tables = work.map(\.texts)
    var parts = work.flatMap(\.parts)
    work = []
    parts.sort { ($0.file, $0.number) < ($1.file, $1.number) }
    var next = parts[...]
    parts = []
    var sourced = sources[...]
    for (index, file) in files.enumerated() where file.isListed {
      guard file.state == .readable, let source = sourced.popFirst() else {
        manifestFiles.append(RunManifest.File(path: file.path, kind: nil, sha256: nil))
        continue
      }
      let number = sourced.startIndex - 1
      let own = next.prefix { $0.file == number }
      next = next.dropFirst(own.count)
      add(own, of: index, source)
    }
    for problem in pages.problems(files) where tells(problem) { diagnostics.append(problem) }
    diagnostics.sort()
    if pages.isAnyCut { rows.parts[rows.parts.count - 1].rows.isCutShort = true }
    guard manifestFiles.contains(where: { $0.kind == .licenses }) else { throw withoutLicenses }
  }

  /// With the errors found so far, and with what was not read: they may say why a file is not what
  /// it was meant to be.
  private var withoutLicenses: RunFailure {
    let message =
      "no file of kind licenses among the inputs (expected a CSV with the columns "
      + "account_domain, virtual_account, license, quantity, a license-export XML, or a JSON "
      + "response in an account folder)"
    return RunFailure(message, details: diagnostics.failures(in: files))
  }

  /// How many files of each account folder were rejected, or passed over with a warning.
  var unreadFiles: [String: Int] {
    let read = Set(manifestFiles.filter { $0.kind != nil }.map(\.path))
    var counts: [String: Int] = [:]
    for file in files where file.state != .notRead && !read.contains(file.path) {
      if let folder = file.accountFolder { counts[folder, default: 0] += 1 }
    }
    return counts
  }

  /// Hands the rows over, so that they can be let go of while they are joined.
  mutating func takeRows() -> ReadRows {
    defer { rows = ReadRows() }
    return rows
  }

  /// Hands the problems over, sorted by location.
  mutating func takeDiagnostics() -> DiagnosticLog {
    defer { diagnostics = DiagnosticLog() }
    return diagnostics
  }

  /// Every worker takes a part of the first file that has one to give, until none has.
  private static func decode(_ sources: [ExportSource], _ workers: Workers) -> [Work] {
    let all = Mutex(Array(repeating: Work(), count: workers.count))
    let progress = workers.progress
    progress?.begin(.reading, whole: sources.reduce(0) { $0 + $1.size })
    workers.each { worker in
      var decoder = ExportDecoder()
      var buffer = ExportBuffer(pieceSize: FileReading.pieceSize)
      var work = Work()
      var first = 0
      while let (file, part, number) = next(sources, &first, &buffer) {
        let decoded = decoder.decode(part, in: buffer)
        progress?.add(rows: decoded.rows.kept + decoded.rows.rejected.count)
        work.parts.append(Part(file: file, number: number, table: worker, decoded: decoded))
      }
      work.texts = decoder.texts
      all.withLock { [work] in $0[worker] = work }
    }
    return all.withLock { $0 }
  }

  /// The next part there is; files before `first` are done.
  private static func next(
    _ sources: [ExportSource], _ first: inout Int, _ buffer: inout ExportBuffer
  ) -> (file: Int, part: ExportPart, number: Int)? {
    while first < sources.count {
      for index in first..<sources.count {
        switch sources[index].next(&buffer, waiting: false) {
        case .part(let part, let number): return (index, part, number)
        case .isBusy: break
        case .isDone: if index == first { first += 1 }
        }
      }
      guard first < sources.count else { break }
      if case .part(let part, let number) = sources[first].next(&buffer, waiting: true) {
        return (first, part, number)
      }
    }
    return nil
  }

  /// Adds what was read of a file, unless it has the bytes of an earlier one.
  private mutating func add(_ parts: ArraySlice<Part>, of index: Int, _ source: ExportSource) {
    let file = files[index]
    let outcome: ExportSource.Outcome
    do throws(SystemError) {
      outcome = try source.outcome()
    } catch {
      diagnostics.append(file.unreadable(error, at: index))
      return manifestFiles.append(RunManifest.File(path: file.path, kind: nil, sha256: nil))
    }
    let hash = outcome.hash
    var manifest = RunManifest.File(
      path: file.path, kind: outcome.rows[0].kind, sha256: hash.hexadecimal)
    if let first = repeated(by: file, hash) {
      diagnostics.append(
        .warning(
          "file-repeated",
          "the file has the same bytes as \(files[first].path), so it is skipped",
          at: SourceLocation(file: Int32(index), line: 0, column: 0)))
      return manifestFiles.append(manifest)
    }
    if manifest.kind != nil {
      seen[hash, default: [:]][file.accountFolder] = index
    }
    columns[index] = outcome.columns
    for page in outcome.rows[0].pages { pages.add(page, of: index) }
    rows.tables.append(outcome.rows[0].texts)
    var pieces = outcome.rows
    if !outcome.isUnchanged {
      pieces[0].isCutShort = true
      pieces[0].diagnostics.append(file.changed(at: index))
    }
    var once = OnceAFile()
    for var whole in pieces {
      whole.texts = TextTable()
      add(whole, table: rows.tables.count - 1, firstLine: 0, to: &manifest, &once)
    }
    var line = outcome.firstLine
    // What was read before the damage that rejects a whole file counts for nothing.
    for part in parts where outcome.rows[0].kind != nil {
      add(part.decoded.rows, table: part.table, firstLine: line, to: &manifest, &once)
      line = Int32(clamping: Int(line) + Int(part.decoded.lines))
    }
    manifestFiles.append(manifest)
  }

  private func tells(_ diagnostic: Diagnostic) -> Bool { shard?.tells(diagnostic) ?? true }

  /// The first file whose bytes a file repeats.
  ///
  /// In two account folders the same bytes speak of two accounts, so each of them is read.
  private func repeated(by file: InputFile, _ hash: SHA256Digest) -> Int? {
    guard let folders = seen[hash] else { return nil }
    guard let folder = file.accountFolder else { return folders.values.min() }
    return [folders[nil], folders[folder]].compactMap(\.self).min()
  }

  private mutating func add(
    _ read: ExportRows, table: Int, firstLine: Int32, to manifest: inout RunManifest.File,
    _ once: inout OnceAFile
  ) {
    manifest.kept += read.kept
    manifest.rejected += read.rejected.count
    if shard != nil {
      unownedRejections[manifestFiles.count, default: 0] += read.rejected.count {
        $0.account.isEmpty
      }
    }
    if shard == nil {
      diagnostics.append(
        contentsOf: read.diagnostics, movedBy: firstLine, asking: OnceAFile.codes
      ) { once.keeps($0) }
    } else {
      for var diagnostic in read.diagnostics where tells(diagnostic) && once.keeps(diagnostic) {
        diagnostic.location = diagnostic.location.moved(down: firstLine)
        diagnostics.append(diagnostic)
      }
    }
    var read = read
    read.diagnostics = DiagnosticLog()
    rows.parts.append(ReadRows.Part(rows: read, table: table, firstLine: firstLine))
  }
}

extension Inventory {
  /// Two license files with rows of one virtual account: the same licenses may be counted twice.
  ///
  /// The pages of one account share them as a rule.
  func sharingWarnings(_ files: [InputFile], pages: ResponsePages) -> [Diagnostic] {
    sharedVirtualAccounts.filter { !pages.holdsBoth($0.owner, $0.location.file) }.map { shared in
      let account = texts.string(shared.account)
      let name = texts.string(shared.virtualAccount)
      let paths = (files[Int(shared.owner)].path, files[Int(shared.location.file)].path)
      return .warning(
        "shared-virtual-account",
        "virtual account \(name.quoted) of '\(account)' has rows in \(paths.0) and in \(paths.1)",
        account: account, at: shared.location)
    }
  }
}
