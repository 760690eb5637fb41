internal import FoundationEssentials
internal import Glibc
internal import SystemPackage

/// The files a build reads: exports, templates, configuration.
///
/// Their sizes and times are compared, which works on every file system, also for a change made on
/// another machine. Exports are found by their endings in the named folders and the folders in
/// these; the output, which may lie there, is left out. A folder is listed again only when its
/// own time has changed.
struct WatchedFiles: Sendable {
  /// What a folder holds, as long as its time is this.
  private struct Listing {
    let status: FileStatus
    let paths: [String]
  }

  /// What tells a changed file or folder from the one before.
  private struct FileStatus: Hashable {
    let inode: UInt64
    let size: Int64
    let seconds: Int
    let nanoseconds: Int

    init(_ status: Stat) {
      inode = UInt64(status.inode.rawValue)
      size = Int64(status.size)
      seconds = status.st_mtim.tv_sec
      nanoseconds = status.st_mtim.tv_nsec
    }
  }

  private static let endings: Set<String> = ["csv", "tsv", "xml", "json"]

  let exports: [String]
  /// Files, and folders of files of any ending.
  let others: [String]
  private var listings: [String: Listing] = [:]

  init(exports: [String], others: [String]) {
    self.exports = exports
    self.others = others
  }

  /// Looks at everything: the number is another one when anything is.
  mutating func look() -> Int {
    var hasher = Hasher()
    for path in exports { look(path, depth: 2, onlyExports: true, isNamed: true, &hasher) }
    for path in others { look(path, depth: 3, onlyExports: false, isNamed: true, &hasher) }
    return hasher.finalize()
  }

  private mutating func look(
    _ path: String, depth: Int, onlyExports: Bool, isNamed: Bool, _ hasher: inout Hasher
  ) {
    do {
      let stat = try Stat(FilePath(path))
      let status = FileStatus(stat)
      guard stat.type == .directory else {
        if isNamed || !onlyExports || Self.isExport(path) {
          hasher.combine(path)
          hasher.combine(status)
        }
        return
      }
      guard depth > 0 else { return }
      for inner in try list(path, status) {
        look(inner, depth: depth - 1, onlyExports: onlyExports, isNamed: false, &hasher)
      }
    } catch {
      // What cannot be looked at cannot be read either: the build says so. That it has gone is a
      // change, since it is no part of the number any more.
      return
    }
  }

  private mutating func list(_ path: String, _ status: FileStatus) throws -> [String] {
    if let known = listings[path], known.status == status { return known.paths }
    let paths = try FileManager.default.contentsOfDirectory(atPath: path)
      .filter { !$0.hasPrefix(".") }.sorted().map { "\(path)/\($0)" }
    listings[path] = Listing(status: status, paths: paths)
    return paths
  }

  private static func isExport(_ path: String) -> Bool {
    guard let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")) else { return false }
    return endings.contains(path[path.index(after: dot)...].lowercased())
  }
}
