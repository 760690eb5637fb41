/// How two folders differ, file by file.
enum FolderComparison {
  /// One line a difference, by path: `added a`, `changed b`, `removed c`.
  static func differences(
    between staged: String, and published: String
  ) throws -> [String] {
    let new = try files(below: staged, folder: "")
    let isPublished = FileReading.realPath(published) != nil
    let old = isPublished ? try files(below: published, folder: "") : []
    var lines: [(path: String, line: String)] = []
    for path in new.union(old) {
      guard old.contains(path) else {
        lines.append((path, "added \(path)"))
        continue
      }
      guard new.contains(path) else {
        lines.append((path, "removed \(path)"))
        continue
      }
      let left = try FileReading.bytes(of: "\(staged)/\(path)")
      let right = try FileReading.bytes(of: "\(published)/\(path)")
      if left != right { lines.append((path, "changed \(path)")) }
    }
    return lines.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }.map(\.line)
  }

  private static func files(below root: String, folder: String) throws -> Set<String> {
    var found: Set<String> = []
    for name in try FileReading.names(in: "\(root)/\(folder)") {
      let path = folder + name
      let status = try FileReading.status(of: "\(root)/\(path)", followingLinks: false)
      if status.kind == .folder {
        found.formUnion(try files(below: root, folder: path + "/"))
      } else {
        found.insert(path)
      }
    }
    return found
  }
}
