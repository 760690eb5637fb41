package import Licensing

/// Problems that are reported once a file: the first of each code and value.
///
/// A file is read in parts, and each part reports its first.
package struct OnceAFile {
  /// The codes of such problems.
  package static let codes: Set = ["extra-fields", "missing-fields", "unknown-status"]

  private var reported: Set<String> = []

  /// Nothing of a file was reported yet.
  package init() {}

  /// Whether a problem is to be kept; the problems of a file come in its order.
  package mutating func keeps(_ diagnostic: Diagnostic) -> Bool {
    guard Self.codes.contains(diagnostic.code) else { return true }
    // A status of a license and one of an instance have sentences of their own.
    let key = diagnostic.value == nil ? diagnostic.code : diagnostic.sentence
    return reported.insert(key).inserted
  }
}
