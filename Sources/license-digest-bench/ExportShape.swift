internal import Licensing

/// Exports of a size: the same for the same numbers, on every machine.
struct ExportShape {
  let accounts: Int
  let terms: Int
  /// One more account has 200,000 terms in 100 virtual accounts, and 5,000 readers.
  let isSkewed: Bool

  /// A license with its terms.
  struct License {
    var virtualAccount: String
    var name: String
    var sku: String
    var inUse: Int
    var terms: [Term]

    var isOutOfCompliance: Bool { inUse > terms.reduce(0) { $0 + $1.quantity } }
  }

  /// A term; a perpetual one has no dates, and only a subscription its number.
  struct Term {
    var type: String
    var quantity: Int
    var start = ""
    var end = ""
    var subscription = ""
  }

  /// The day the exports are made for; terms end from 60 days before it to 940 after.
  static let date = CalendarDate(year: 2026, month: 11, day: 22) ?? .last

  /// The account's domain.
  func domain(_ account: Int) -> String { "org\(account.padded(6)).example" }

  /// The account's name, which needs quotes in CSV.
  func name(_ account: Int) -> String { "Organisation \(account), Inc." }

  /// The account's licenses, virtual account by virtual account.
  func licenses(_ account: Int) -> [License] {
    var numbers = Numbers(state: UInt64(account))
    let virtualAccounts = Self.virtualAccounts.prefix(1 + account % 3)
    var licenses: [License] = []
    var left = terms
    while left > 0 {
      let index = licenses.count / virtualAccounts.count
      let (known, sku) = Self.products[index % Self.products.count]
      let repetition = index / Self.products.count
      let count = min(left, 1 + numbers.below(3))
      let terms = (0..<count).map { term in
        self.term("\(account.padded(6))\(licenses.count.padded(4))\(term)", &numbers)
      }
      let total = terms.reduce(0) { $0 + $1.quantity }
      let most = numbers.below(20) == 0 ? total + 40 : total * 8 / 10
      licenses.append(
        License(
          virtualAccount: virtualAccounts[licenses.count % virtualAccounts.count],
          name: repetition == 0 ? known : "\(known) \(repetition + 1)", sku: sku,
          inUse: numbers.below(max(1, most)), terms: terms))
      left -= count
    }
    return virtualAccounts.flatMap { name in licenses.filter { $0.virtualAccount == name } }
  }

  private func term(_ number: String, _ numbers: inout Numbers) -> Term {
    let type = ["PERPETUAL", "TERM", "SUBSCRIPTION"][numbers.below(3)]
    var term = Term(type: type, quantity: 1 + numbers.below(499))
    guard type != "PERPETUAL" else { return term }
    let end = Self.date.adding(days: numbers.below(1_000) - 60)
    (term.start, term.end) = (end.adding(days: -1_095).iso, end.iso)
    if type == "SUBSCRIPTION" { term.subscription = "Sub\(number)" }
    return term
  }

  private static let virtualAccounts = ["DEFAULT", "Branch Offices", "Data Centre"]

  private static let products = [
    ("Network Advantage", "C9300-NW-A-48"), ("DNA Essentials", "DNA-E-48"),
    ("Security Plus", "L-FPR2110T-T"), ("Firewall Threat Defense, Base", "FTD-BASE"),
    ("Unified CM Enhanced", "UCM-12X-ENH"), ("SD-WAN \"Premier\" 1G", "SDW-PREM-1G"),
    ("ISE Apex", "L-ISE-APX"), ("Catalyst 9300 48-port DNA Premier", "C9300-DNA-P-48"),
    ("Webex Calling", "A-FLEX-CALL"), ("Routing & Switching", "RS-ADV"),
  ]
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct Numbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ state >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }

  /// A number from 0 up to a limit.
  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}

extension Int {
  /// With zeros before it, to a length.
  func padded(_ length: Int) -> String {
    let digits = String(self)
    return String(repeating: "0", count: Swift.max(0, length - digits.utf8.count)) + digits
  }
}
