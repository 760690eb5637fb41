/// The XML schemas of the two exports, version 1, for those who write them.
///
/// A document that fits is read without a word about its shape. They judge shape alone: that a day
/// is real, an address valid or a virtual account known is for `check` to say.
package enum ExportSchema: String, CaseIterable, Sendable {
  case licenses, preferences

  /// The document, ready for `xmllint --schema`.
  package var text: String {
    switch self {
    case .licenses: String(decoding: PackageResources.licenses_xsd, as: UTF8.self)
    case .preferences: String(decoding: PackageResources.preferences_xsd, as: UTF8.self)
    }
  }

  /// One document of both, for the reading, which does not know yet what a file holds.
  ///
  /// Both end with the same shared types behind a comment; the first keeps them.
  package static var all: String {
    let (licenses, preferences) = (ExportSchema.licenses.text, ExportSchema.preferences.text)
    guard let end = licenses.firstRange(of: "</xs:schema>"),
      let start = preferences.firstRange(of: "version=\"1\">"),
      let shared = preferences.firstRange(of: "<!-- In both schemas")
    else { preconditionFailure("the built-in schemas have no shared types") }
    return String(
      licenses[..<end.lowerBound] + preferences[start.upperBound..<shared.lowerBound]
        + licenses[end.lowerBound...])
  }
}
