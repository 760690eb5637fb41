internal import Exports
internal import Licensing
internal import Rendering

/// The previous run as tonight's run may use it.
struct Comparing {
  /// nil where there is none, or one of a later date.
  private(set) var memory: RunMemory?
  /// The previous run, for notes about it: it comes after all files of the inputs.
  private(set) var files: [InputFile] = []
  private(set) var notes: [Diagnostic] = []

  init(_ previous: PreviousFolder?, on date: CalendarDate, with exports: ExportReader) {
    guard let previous else { return }
    files = [
      InputFile(
        shownPath: previous.path, path: RunMemory.path, fileSystemPath: previous.path,
        accountFolder: nil, state: .notRead)
    ]
    let memory = RunMemory(
      run: previous, date: date, file: Int32(exports.files.count),
      missing: MissingExports(before: previous.files, exports))
    guard previous.date > date else {
      self.memory = memory
      return
    }
    notes = [
      memory.note(
        "previous-later",
        "the previous run is of \(previous.date.iso), later than the report date \(date.iso), "
          + "so nothing is compared with it")
    ]
  }
}

extension MissingExports {
  /// Compares the files of an earlier run with what was read tonight.
  fileprivate init(before previous: [PreviousFolder.File], _ exports: ExportReader) {
    let files = exports.files
    let read = exports.manifestFiles.map { PreviousFolder.File(path: $0.path, kind: $0.kind) }
    var rows: [(folder: String, kind: ExportKind)] = []
    for part in exports.rows.parts {
      let found = [
        part.rows.licenses.first.map { ($0.location, ExportKind.licenses) },
        part.rows.instances.first.map { ($0.location, ExportKind.instances) },
        part.rows.alerts.first.map { ($0.location, ExportKind.alerts) },
      ]
      for (location, kind) in found.compactMap(\.self) {
        rows.append((files[Int(location.file)].accountFolder ?? "", kind))
      }
    }
    let kinds = Dictionary(read.map { ($0.path, $0.kind) }) { first, _ in first }
    let cut = exports.diagnostics.filter { $0.leftOutRest }.map { diagnostic in
      let path = files[Int(diagnostic.location.file)].path
      return PreviousFolder.File(path: path, kind: kinds[path] ?? nil)
    }
    self.init(before: previous, now: read, rows: rows, cut: cut)
  }
}

extension Diagnostic {
  /// Whether the rest of a file was left out.
  fileprivate var leftOutRest: Bool {
    loss == .rest
  }
}
