internal import Crypto
internal import Exports
internal import Licensing
internal import Synchronization

/// One input file that several threads read by turns.
///
/// Reading, hashing and cutting are done in file order by whoever has its turn; what was cut is
/// decoded outside, while the next thread has its turn.
final class ExportSource: Sendable {
  /// What is known once all of the file was read.
  struct Outcome {
    /// The first holds the texts of all.
    var rows: [ExportRows]
    var firstLine: Int32
    /// How its header was understood; nil for a document or a file that was rejected.
    var columns: ColumnReading?
    var hash: SHA256Digest
    /// False where the file was written to while it was read.
    var isUnchanged: Bool
  }

  fileprivate struct State {
    var export: ExportFile
    var hash = SHA256()
    /// nil before the first turn and after the last.
    var reading: OpenFile?
    var isUnchanged = true
    var parts = 0
    var isDone = false
    var failure: SystemError?
  }

  private let path: String
  /// In bytes, as the folder lists it.
  let size: Int
  private let progress: Progress?
  fileprivate let state: Mutex<State>

  /// A file that is opened at its first turn.
  init(
    _ file: InputFile, at index: Int, options: ExportOptions, progress: Progress? = nil
  ) {
    path = file.fileSystemPath
    size = progress == nil ? 0 : FileReading.size(of: path)
    self.progress = progress
    state = Mutex(
      State(
        export: ExportFile(
          file: Int32(index), accountFolder: file.accountFolder, options: options)))
  }

  /// The next part, cut from the buffer, and its number; nil when the file was read.
  ///
  /// Waits for its turn, or with `waiting` false says `isBusy`.
  func next(_ buffer: inout ExportBuffer, waiting: Bool) -> Turn {
    if waiting { return state.withLock { Self.turn(&$0, path, &buffer, progress) } }
    return state.withLockIfAvailable { Self.turn(&$0, path, &buffer, progress) } ?? .isBusy
  }

  /// What a turn gave.
  enum Turn {
    case part(ExportPart, number: Int)
    case isBusy, isDone
  }

  /// What was found, or why the file could not be read; call it when all turns are over.
  func outcome() throws(SystemError) -> Outcome {
    let result = state.withLock { state -> Result<Outcome, SystemError> in
      if let failure = state.failure { return .failure(failure) }
      let (firstLine, columns) = (state.export.firstLine, state.export.reading)
      return .success(
        Outcome(
          rows: state.export.finish(), firstLine: firstLine, columns: columns,
          hash: state.hash.finalize(),
          isUnchanged: state.isUnchanged))
    }
    return try result.get()
  }

  private static func turn(
    _ state: inout State, _ path: String, _ buffer: inout ExportBuffer, _ progress: Progress?
  ) -> Turn {
    do throws(SystemError) {
      while !state.isDone {
        if state.reading == nil { state.reading = try OpenFile(path) }
        if let part = try state.readPart(&buffer, progress) {
          state.parts += 1
          return .part(part, number: state.parts)
        }
      }
    } catch {
      state.reading?.close()
      state.isDone = true
      state.failure = error
    }
    return .isDone
  }
}

extension ExportSource.State {
  /// Reads one piece; gives the part that could be cut.
  fileprivate mutating func readPart(
    _ buffer: inout ExportBuffer, _ progress: Progress?
  ) throws(SystemError) -> ExportPart? {
    export.begin(&buffer, room: FileReading.pieceSize)
    let start = buffer.count
    buffer.count += try reading?.read(into: &buffer.bytes, from: start) ?? 0
    progress?.add(buffer.count - start)
    hash.update(buffer.bytes.span.extracting(start..<buffer.count))
    isDone = buffer.count == start
    if isDone {
      isUnchanged = try reading?.isUnchanged() ?? true
      reading?.close()
      reading = nil
    }
    return export.cut(&buffer, from: start, isLast: isDone)
  }
}
