internal import Licensing

/// A link of the configuration: https or mailto, with `{name}` placeholders.
package struct LinkTemplate: Hashable, Sendable {
  /// What a placeholder stands for.
  package enum Name: String, CaseIterable, Sendable {
    case account, license, sku, subscription, recipient
  }

  /// A longer link is not followed by every program.
  static let longest = 2_000

  /// As the configuration has it.
  package let written: String

  /// A link that was checked for its placeholders.
  package init(_ written: String) {
    self.written = written
  }

  /// The names in braces, in their order.
  package var placeholders: [String] {
    written.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { rest in
      rest.firstIndex(of: "}").map { String(rest[..<$0]) }
    }
  }

  /// Whether a placeholder is in it.
  package func holds(_ name: Name) -> Bool { written.contains("{\(name.rawValue)}") }

  /// Whether it leads to what one line is about.
  var isOfLine: Bool { holds(.license) || holds(.sku) || holds(.subscription) }

  /// The link with a value for a placeholder, percent-encoded (RFC 3986 2.3).
  package func filled(_ name: Name, _ value: String) -> LinkTemplate {
    guard holds(name) else { return self }
    return LinkTemplate(written.replacing("{\(name.rawValue)}", with: Self.encoded(value)))
  }

  /// The link of a whole account: query fields and path segments about one line are left out.
  ///
  ///     https://c.example/renew?account=a.example&line={subscription}
  ///     https://c.example/renew?account=a.example
  var withoutLine: LinkTemplate {
    guard isOfLine else { return self }
    let parts = written.split(separator: "?", maxSplits: 1)
    let path = parts[0].split(separator: "/", omittingEmptySubsequences: false)
      .filter { !LinkTemplate(String($0)).isOfLine }.joined(separator: "/")
    let query = (parts.count > 1 ? parts[1] : "").split(separator: "&")
      .filter { !LinkTemplate(String($0)).isOfLine }.joined(separator: "&")
    return LinkTemplate(query.isEmpty ? path : "\(path)?\(query)")
  }

  private static func encoded(_ value: String) -> String {
    var bytes: [UInt8] = []
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        bytes.append(byte)
      default: QuotedPrintable.appendHexadecimal(byte, after: UInt8(ascii: "%"), to: &bytes)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
