/// The XML schemas of the exports, version 1, for those who write them.
///
/// A document that fits is read without a word about its shape. They judge shape alone: that a day
/// is real, an address valid or a virtual account known is for `check` to say.
package enum ExportSchema: String, CaseIterable, Sendable {
  case licenses, preferences, dismissals

  /// The document, ready for `xmllint --schema`.
  package var text: String {
    switch self {
    case .licenses: String(decoding: PackageResources.licenses_xsd, as: UTF8.self)
    case .preferences: String(decoding: PackageResources.preferences_xsd, as: UTF8.self)
    case .dismissals: String(decoding: PackageResources.dismissals_xsd, as: UTF8.self)
    }
  }

  /// One document of all, for the reading, which does not know yet what a file holds.
  ///
  /// All end with the same shared types behind a comment; the first keeps them.
  package static var all: String {
    let licenses = ExportSchema.licenses.text
    guard let end = licenses.firstRange(of: "</xs:schema>") else { damaged() }
    let others = [ExportSchema.preferences, .dismissals].map(\.ownTypes).joined()
    return String(licenses[..<end.lowerBound] + others + licenses[end.lowerBound...])
  }

  /// What no other schema has.
  private var ownTypes: String {
    guard let start = text.firstRange(of: "version=\"1\">"),
      let shared = text.firstRange(of: "<!-- In all schemas")
    else { Self.damaged() }
    return String(text[start.upperBound..<shared.lowerBound])
  }

  private static func damaged() -> Never {
    preconditionFailure("the built-in schemas have no shared types")
  }
}
