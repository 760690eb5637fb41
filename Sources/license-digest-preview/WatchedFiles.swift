internal import FoundationEssentials
internal import Glibc
internal import SystemPackage

/// The files a build reads: exports, templates, configuration.
///
/// They are looked at by size and time, several times a second: that works on every file system,
/// also where a change comes from another machine. Exports are the files of the named folders and
/// of the folders in them, by their endings; the output, which may stand in there, is none.
struct WatchedFiles: Sendable {
  /// What tells a changed file from the one before.
  struct Stamp: Hashable, Sendable {
    let path: String
    let inode: UInt64
    let size: Int64
    let seconds: Int
    let nanoseconds: Int
  }

  let exports: [String]
  /// Files, and folders of files of any ending.
  let others: [String]

  /// What stands there now, sorted; a file that is missing is in no list, and so a change.
  func stamps() -> [Stamp] {
    var found: [Stamp] = []
    for path in exports {
      collect(path, depth: 2, only: ["csv", "tsv", "xml", "json"], into: &found)
    }
    for path in others { collect(path, depth: 3, only: nil, into: &found) }
    return found.sorted { $0.path < $1.path }
  }

  private func collect(
    _ path: String, depth: Int, only endings: [String]?, into found: inout [Stamp],
    isNamed: Bool = true
  ) {
    do {
      let status = try Stat(FilePath(path))
      if status.type == .directory {
        guard depth > 0 else { return }
        for name in try FileManager.default.contentsOfDirectory(atPath: path)
        where !name.hasPrefix(".") {
          collect(
            "\(path)/\(name)", depth: depth - 1, only: endings, into: &found, isNamed: false)
        }
      } else if isNamed || endings == nil || endings?.contains(ending(of: path)) == true {
        found.append(
          Stamp(
            path: path, inode: UInt64(status.inode.rawValue), size: Int64(status.size),
            seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec))
      }
    } catch {
      // What cannot be looked at cannot be read either: the build tells it.
      return
    }
  }

  private func ending(of path: String) -> String {
    path.split(separator: ".").last.map { $0.lowercased() } ?? ""
  }
}
