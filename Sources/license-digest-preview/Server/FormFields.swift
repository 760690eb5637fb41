internal import FoundationEssentials

/// The fields of a form, as `application/x-www-form-urlencoded` writes them.
struct FormFields: Hashable, Sendable {
  struct Field: Hashable, Sendable {
    let name: String
    let value: String
  }

  let fields: [Field]

  init(fields: [Field]) { self.fields = fields }

  /// Reads `name=value&name=value`; a `%` without two digits stands for itself, and what is not
  /// UTF-8 is empty.
  init(_ text: String) {
    let query = text.replacing("+", with: "%20").replacing("#", with: "%23")
    let items = URLComponents(string: "?" + query)?.queryItems ?? []
    fields = items.map { Field(name: $0.name, value: $0.value ?? "") }
  }

  /// The first value of a name.
  subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

  /// All values of a name, in their order: those of check boxes.
  func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }
}

extension FormFields {
  /// Writes fields as the query of an address.
  static func encoded(_ fields: [(name: String, value: String)]) -> String {
    fields.map { "\(encoded($0.name))=\(encoded($0.value))" }.joined(separator: "&")
  }

  private static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"):
        String(UnicodeScalar(byte))
      default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }.joined()
  }
}
