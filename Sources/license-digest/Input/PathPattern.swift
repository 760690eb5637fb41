/// A path with wildcards, as rules of `exports` name files: `*` in a name, `**` across folders.
struct PathPattern: Hashable, Sendable {
  let text: String
  private let names: [[UInt8]]

  /// A pattern; nil where it cannot name a file below a folder.
  init?(_ text: String) {
    let names = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let isPath = names.allSatisfy { name in
      !name.isEmpty && !name.elementsEqual(".".utf8) && !name.elementsEqual("..".utf8)
    }
    guard isPath else { return nil }
    self.text = text
    self.names = names.map(Array.init)
  }

  /// Whether a path below the input is one of those meant.
  func matches(_ path: String) -> Bool {
    let parts = path.utf8.split(separator: UInt8(ascii: "/")).map(Array.init)
    return Self.matches(names[...], parts[...], isFolder: false)
  }

  /// Whether a folder may hold files that are meant, at any depth.
  func reaches(_ folder: String) -> Bool {
    let parts = folder.utf8.split(separator: UInt8(ascii: "/")).map(Array.init)
    return Self.matches(names[...], parts[...], isFolder: true)
  }

  /// Matches name by name; a folder matches the beginning of a pattern, but not all of it.
  private static func matches(
    _ names: ArraySlice<[UInt8]>, _ parts: ArraySlice<[UInt8]>, isFolder: Bool
  ) -> Bool {
    guard let name = names.first else { return parts.isEmpty && !isFolder }
    if name == Array("**".utf8) {
      if isFolder { return true }
      return parts.indices.contains { start in
        matches(names.dropFirst(), parts[start...], isFolder: isFolder)
      } || matches(names.dropFirst(), [], isFolder: isFolder)
    }
    guard let part = parts.first else { return isFolder }
    return isName(part[...], like: name[...])
      && matches(names.dropFirst(), parts.dropFirst(), isFolder: isFolder)
  }

  /// Whether a name is as a pattern says; the last `*` that was met takes one byte more at a time.
  private static func isName(_ name: ArraySlice<UInt8>, like pattern: ArraySlice<UInt8>) -> Bool {
    var (name, pattern) = (name, pattern)
    var retry: (name: ArraySlice<UInt8>, pattern: ArraySlice<UInt8>)?
    while let byte = name.first {
      if pattern.first == UInt8(ascii: "*") {
        pattern = pattern.dropFirst()
        retry = (name, pattern)
      } else if pattern.first == byte {
        (name, pattern) = (name.dropFirst(), pattern.dropFirst())
      } else if let last = retry {
        (name, pattern) = (last.name.dropFirst(), last.pattern)
        retry = (name, pattern)
      } else {
        return false
      }
    }
    return pattern.allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
