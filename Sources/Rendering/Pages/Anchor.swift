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

  /// Of the line that a term is in.
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
    var facts: [UInt8] = []
    facts.reserveCapacity(256)
    for name in names {
      facts.append(copying: name)
      facts.append(0)
    }
    if let start { facts.append(iso: start) }
    facts.append(0)
    switch end {
    case .never: break
    case .unknown: facts.append(UInt8(ascii: "?"))
    case .on(let date): facts.append(iso: date)
    }
    return "license-" + hash(facts)
  }

  /// What tells an alert from the account's others, as a dismissal names it.
  package static func alert(
    _ virtualAccount: String, event: String, subject: String, subscription: String, end: String
  ) -> String {
    hash(Array([virtualAccount, event, subject, subscription, end].joined(separator: "\0").utf8))
  }

  /// FNV-1a: short, and the same on every machine.
  private static func hash(_ facts: [UInt8]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in facts { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    var bytes: [UInt8] = []
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(hexadecimal: UInt8(truncatingIfNeeded: hash >> UInt64(shift)))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
