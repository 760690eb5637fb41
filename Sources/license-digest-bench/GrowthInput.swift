internal import ArgumentParser
internal import Licensing

/// Inputs in which one thing grows, where a rule might cost its square.
enum GrowthInput: String, CaseIterable, ExpressibleByArgument {
  /// One license with that number of terms.
  case terms = "terms-of-one-license"
  /// So many virtual accounts, each with a reader of its own.
  case readers = "readers-of-one-virtual-account"
  /// One address in that number of rows of preferences, each for another virtual account.
  case address = "rows-of-one-address"
  /// That number of virtual accounts, all of which one user lists.
  case scope = "names-of-one-scope"
  /// So many SKUs that met in one slot of a table whose hash had no key.
  case names = "crafted-names"

  /// The export of licenses.
  func licenses(_ count: Int) -> [String] {
    let header = "account_domain,virtual_account,license,sku,quantity,in_use,start_date,end_date\n"
    let end = ExportShape.date.adding(days: 9)
    let rows =
      switch self {
      case .terms:
        (0..<count).map { row in
          // Half of them end soon, and the other half may renew them.
          row % 2 == 0
            ? "D,L,S\(row),5,9,2023-12-02,\(end.adding(days: row % 80).iso)"
            : "D,L,S\(row),5,9,2026-11-\(10 + row % 20),2029-12-31"
        }
      case .readers, .address, .scope: (0..<count).map { "V\($0),L,S,5,9,,\(end.iso)" }
      case .names: Self.craftedNames(count).map { "D,L,\($0),5,1,,2028-12-31" }
      }
    return [header] + rows.map { "acme.example,\($0)\n" }
  }

  /// The export of preferences.
  func preferences(_ count: Int) -> [String] {
    let header = "account_domain,email,role,virtual_accounts,daily_summary\n"
    let rows =
      switch self {
      case .terms, .names: ["acme.example,u@acme.example,admin,*,yes\n"]
      case .readers: (0..<count).map { "acme.example,u\($0)@acme.example,user,V\($0),yes\n" }
      case .address: (0..<count).map { "acme.example,u@acme.example,user,V\($0),yes\n" }
      case .scope:
        [
          "acme.example,u@acme.example,user,"
            + (0..<count).map { "V\($0)" }.joined(separator: ";") + ",yes\n"
        ]
      }
    return [header] + rows
  }

  /// Names of sixteen letters: the second eight undo what the first do to a hash of words that are
  /// multiplied by the golden ratio.
  private static func craftedNames(_ count: Int) -> [String] {
    let factor: UInt64 = 0x9e37_79b9_7f4a_7c15
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-".utf8)
    let allowed = Set("!#$%&()*+-./:<=>?@[]^_{|}~".utf8).union(letters)
    var numbers = Numbers(state: 11)
    var names: [String] = []
    while names.count < count {
      let first = (0..<8).map { _ in letters[numbers.below(letters.count)] }
      let word = first.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      var hash = ((16 &* factor) ^ word) &* factor
      hash ^= hash >> 32
      hash ^= 0x1234_5678_1234_5678
      let second = (0..<8).map { UInt8(truncatingIfNeeded: hash >> UInt64(8 * $0)) }
      if second.allSatisfy(allowed.contains) {
        names.append(String(decoding: first + second, as: UTF8.self))
      }
    }
    return names
  }
}

/// Writes one of the exports in which one thing grows to standard output.
struct Growth: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write an export in which one thing grows.")

  @Argument(help: "What grows: \(GrowthInput.allCases.map(\.rawValue).joined(separator: ", ")).")
  var input: GrowthInput

  @Argument(help: "licenses or preferences.")
  var kind: String

  @Argument(help: "How many.")
  var count: Int

  func validate() throws {
    guard ["licenses", "preferences"].contains(kind), count >= 0 else {
      throw ValidationError("expected licenses or preferences, and how many")
    }
  }

  func run() {
    let lines = kind == "licenses" ? input.licenses(count) : input.preferences(count)
    print(lines.joined(), terminator: "")
  }
}
