internal import Licensing

/// The identifiers that links lead to within an account's page: the same every night.
package enum Anchor {
  /// Of the alerts that name no virtual account.
  static let wholeAccount = "va"

  /// Of a virtual account's alerts: ASCII letters and digits of its name, other bytes as `_20`.
  static func virtualAccount(_ name: String) -> String {
    var bytes = Array("va-".utf8)
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        bytes.append(byte)
      default:
        bytes.append(UInt8(ascii: "_"))
        bytes.append(hexadecimal: byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Of the line that a term stands in.
  static func license(of term: Term, in account: SmartAccount, texts: TextTable) -> String {
    let license = account.licenses[term.license]
    let names = [
      account.virtualAccounts[license.virtualAccount], license.name, term.sku, term.type,
      term.subscription,
    ]
    return self.license(names.map(texts.bytes), start: term.start, end: term.end)
  }

  /// Of the line that a license's change has left.
  static func license(of key: AccountLine.Key, _ facts: AccountLine.Facts) -> String {
    let names = [key.virtualAccount, key.license, key.sku, key.type, key.subscription]
    return license(names.map { $0[...] }, start: facts.start, end: facts.end)
  }

  /// Of a license's line, by all that tells it from the account's others: its virtual account,
  /// license, SKU, type and subscription, and the days it runs.
  static func license(
    _ names: [ArraySlice<UInt8>], start: CalendarDate?, end: TermEnd
  ) -> String {
    let last =
      switch end {
      case .never: ""
      case .unknown: "?"
      case .on(let date): date.iso
      }
    return "license-" + hash(names + [Array((start?.iso ?? "").utf8)[...], Array(last.utf8)[...]])
  }

  /// What tells an alert from the account's others, as a dismissal names it.
  package static func alert(
    _ virtualAccount: String, event: String, subject: String, subscription: String, end: String
  ) -> String {
    hash([virtualAccount, event, subject, subscription, end].map { Array($0.utf8)[...] })
  }

  /// FNV-1a of parts: short, and the same on every machine.
  private static func hash(_ parts: [ArraySlice<UInt8>]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    for (index, part) in parts.enumerated() {
      if index > 0 { add(0) }
      part.forEach(add)
    }
    var bytes: [UInt8] = []
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(hexadecimal: UInt8(truncatingIfNeeded: hash >> UInt64(shift)))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
