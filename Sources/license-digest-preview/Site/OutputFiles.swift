internal import FoundationEssentials
internal import SystemPackage

/// The published folder, read only: plain files below it, and no link that leads elsewhere.
struct OutputFiles: Sendable {
  let folder: FilePath

  /// Where a published file lies; nil where there is none.
  func file(at path: OutputPath) -> FilePath? {
    var file = folder
    for component in path.components {
      guard isReal(file, .directory) else { return nil }
      file.append(component)
    }
    return isReal(file, .regular) ? file : nil
  }

  /// The bytes of a published page; nil where there is none.
  func bytes(of path: OutputPath) -> [UInt8]? {
    file(at: path).flatMap { FileManager.default.contents(atPath: $0.string) }.map { Array($0) }
  }

  /// The bytes of the page that a path names, which may be no path.
  func bytes(at path: String) -> [UInt8]? { OutputPath(path).flatMap(bytes) }

  /// The domains of the accounts that have a folder, sorted.
  func accounts() -> [String] {
    let path = folder.appending("accounts").string
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path).filter(isAccount).sorted()
    } catch {
      // Before the first build there is none.
      return []
    }
  }

  /// Whether an account has a folder: its name is one that can be part of a path.
  func isAccount(_ domain: String) -> Bool {
    OutputPath("/accounts/\(domain)/alerts.html")?.account == domain
      && isReal(folder.appending("accounts").appending(domain), .directory)
  }

  /// The folder itself may be a link: the person at the terminal named it.
  private func isReal(_ path: FilePath, _ type: FileType) -> Bool {
    do throws(Errno) {
      return try Stat(path, followTargetSymlink: path == folder).type == type
    } catch {
      return false
    }
  }
}
