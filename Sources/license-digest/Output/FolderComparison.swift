internal import Rendering
internal import Synchronization

/// How a run's files differ from those a folder holds; nothing is written.
final class FolderComparison: FileSink {
  private let place: OutputPlace
  /// The paths that are published, and what the run made of them.
  private let state: Mutex<State>

  private struct State {
    /// Published, and not made by the run so far.
    var left: Set<String>
    var lines: [(path: String, line: String)] = []
  }

  /// A comparison with what is published; where nothing is, every file is added.
  init(with place: OutputPlace) throws(RunFailure) {
    self.place = place
    var published: Set<String> = []
    if FileReading.realPath(place.realPath) != nil {
      do throws(SystemError) {
        published = try Self.files(below: place.realPath, folder: "")
      } catch {
        throw Self.failure(place, error)
      }
    }
    state = Mutex(State(left: published))
  }

  func makeFolder(_ path: String) throws(RunFailure) {}

  func write(_ file: OutputFile) throws(RunFailure) {
    try Interruption.check()
    guard state.withLock({ $0.left.remove(file.path) != nil }) else {
      return state.withLock { $0.lines.append((file.path, "added \(file.path)")) }
    }
    let published: [UInt8]
    do throws(SystemError) {
      published = try FileReading.bytes(of: "\(place.realPath)/\(file.path)")
    } catch {
      throw Self.failure(place, error)
    }
    guard published != file.bytes else { return }
    state.withLock { $0.lines.append((file.path, "changed \(file.path)")) }
  }

  /// One line a difference, by path, once the run is whole: `added a`, `changed b`, `removed c`.
  func differences() -> [String] {
    state.withLock { state in
      let removed = state.left.map { (path: $0, line: "removed \($0)") }
      return (state.lines + removed).sorted {
        $0.path.utf8.lexicographicallyPrecedes($1.path.utf8)
      }.map(\.line)
    }
  }

  private static func failure(_ place: OutputPlace, _ error: SystemError) -> RunFailure {
    RunFailure("'\(place.path)' cannot be compared: \(error.text)")
  }

  private static func files(
    below root: String, folder: String
  ) throws(SystemError) -> Set<String> {
    var found: Set<String> = []
    for name in try FileReading.names(in: "\(root)/\(folder)") {
      let path = folder + name
      if try FileStatus(of: "\(root)/\(path)", followingLinks: false).kind == .folder {
        found.formUnion(try files(below: root, folder: path + "/"))
      } else {
        found.insert(path)
      }
    }
    return found
  }
}
