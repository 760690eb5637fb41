internal import FoundationEssentials
internal import SystemPackage

/// The published folder, read only: plain files below it, and no link that leads elsewhere.
struct OutputFiles: Sendable {
  let folder: FilePath

  /// The bytes of a published file; nil where none stands.
  func bytes(of path: OutputPath) -> [UInt8]? {
    var place = folder
    for component in path.components {
      guard isReal(place, .directory) else { return nil }
      place.append(component)
    }
    guard isReal(place, .regular) else { return nil }
    return FileManager.default.contents(atPath: place.string).map { Array($0) }
  }

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
