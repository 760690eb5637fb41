/// What a browser asks, as far as the preview looks at it.
struct Request: Sendable {
  var method = "GET"
  /// Path and query as they came: nothing is decoded.
  var target = "/"
  /// Every header line, in order; a name may occur twice.
  var headers: [(name: String, value: String)] = []
  var body: [UInt8] = []

  /// The target up to its `?`.
  var path: String { String(target.prefix { $0 != "?" }) }

  /// The fields behind the target's `?`.
  var query: FormFields { FormFields(String(target.dropFirst(path.count + 1))) }

  /// The fields of a form that was posted.
  var form: FormFields { FormFields(String(decoding: body, as: UTF8.self)) }

  /// The values of a header, by its name in small letters.
  func values(of name: String) -> [String] {
    headers.filter { $0.name.lowercased() == name }.map(\.value)
  }

  /// The values of a cookie; a browser may send several of one name.
  func cookies(named name: String) -> [String] {
    values(of: "cookie").flatMap { $0.split(separator: ";") }.compactMap { pair in
      let parts = pair.drop { $0 == " " }.split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return parts.count == 2 && parts[0] == name ? String(parts[1]) : nil
    }
  }
}
