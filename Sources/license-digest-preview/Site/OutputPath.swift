/// A file below the output folder, as a request names it.
///
/// Published names are made of ASCII letters, digits, `.`, `_` and `-`, and none begins with a dot.
/// So nothing is ever decoded, and `..`, `%2e`, `\`, NUL and hidden files have no meaning here.
struct OutputPath: Hashable, Sendable {
  let components: [String]

  /// nil for what names no published file; a folder is its `index.html`.
  init?(_ path: String) {
    guard path.utf8.first == UInt8(ascii: "/"), path.utf8.count <= 1_024 else { return nil }
    var parts = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    if parts.last?.isEmpty == true { parts[parts.count - 1] = "index.html" }
    guard parts.allSatisfy(Self.isName) else { return nil }
    components = parts.map(String.init)
  }

  /// The path a request of this file has.
  var target: String { "/" + components.joined(separator: "/") }

  /// Whether it is a page, and no mail: only pages of these names keep their scripts.
  var isPage: Bool {
    let pages = ["index", "alerts", "coverage", "view", "help"]
    guard let name = components.last, name.hasSuffix(".html") else { return false }
    guard components.count == 1 || account != nil else { return false }
    let stem = name.dropLast(5)
    return pages.contains { stem == $0 || Self.isNumbered(stem, $0) }
      || components.count == 1 && stem.hasPrefix("help-")
  }

  /// The account whose folder it is in.
  var account: String? {
    components.count == 3 && components[0] == "accounts" ? components[1] : nil
  }

  /// By the ending of its name; what a browser would only save is shown as text.
  var contentType: String {
    switch components.last?.split(separator: ".").last {
    case "html": "text/html; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "json": "application/json"
    case "csv": "text/csv; charset=utf-8"
    case "ics": "text/calendar; charset=utf-8"
    case "txt", "jsonl", "eml": "text/plain; charset=utf-8"
    default: "application/octet-stream"
    }
  }

  private static func isNumbered(_ stem: Substring, _ name: String) -> Bool {
    stem.hasPrefix(name + "-") && stem.dropFirst(name.count + 1).allSatisfy(\.isNumber)
  }

  private static func isName(_ part: Substring) -> Bool {
    guard let first = part.utf8.first, first != UInt8(ascii: ".") else { return false }
    return part.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "-"):
        true
      default: false
      }
    }
  }
}
