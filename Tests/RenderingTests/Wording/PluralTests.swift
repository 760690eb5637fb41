import Testing

@testable import Rendering

/// Plural forms, by the rules that CLDR has for these languages.
struct PluralTests {
  private static let polish = [
    "one": "i = 1 and v = 0 @integer 1",
    "few": "v = 0 and i % 10 = 2..4 and i % 100 != 12..14 @integer 2~4, 22~24",
    "many": """
    v = 0 and i != 1 and i % 10 = 0..1 or v = 0 and i % 10 = 5..9 or v = 0 and i % 100 = 12..14
    """,
  ]
  private static let arabic = [
    "zero": "n = 0", "one": "n = 1", "two": "n = 2", "few": "n % 100 = 3..10",
    "many": "n % 100 = 11..99",
  ]
  private static let slovenian = [
    "one": "v = 0 and i % 100 = 1", "two": "v = 0 and i % 100 = 2",
    "few": "v = 0 and i % 100 = 3..4 or v != 0",
  ]

  private func form(_ rules: [String: String], _ count: Int) -> String {
    let forms = PluralForms(
      Dictionary(uniqueKeysWithValues: rules.map { (PluralForms.prefix + $0.key, $0.value) }))
    return forms.names[forms.index(of: count)]
  }

  @Test(arguments: [
    (["one": "i = 1 and v = 0"], [0: "other", 1: "one", 2: "other", 1_001: "other"]),
    (["one": "i = 0,1"], [0: "one", 1: "one", 2: "other"]), ([:], [0: "other", 1: "other"]),
    (
      polish,
      [
        0: "many", 1: "one", 2: "few", 4: "few", 5: "many", 11: "many", 12: "many", 14: "many",
        21: "many", 22: "few", 112: "many", 1_000: "many", 1_002: "few",
      ]
    ),
    (
      arabic,
      [
        0: "zero", 1: "one", 2: "two", 3: "few", 10: "few", 11: "many", 99: "many", 100: "other",
        102: "other", 103: "few", 127: "many", 128: "many", 200: "other",
      ]
    ),
    (slovenian, [1: "one", 101: "one", 2: "two", 3: "few", 4: "few", 5: "other", 105: "other"]),
  ])
  func `a count takes the form of its rule`(rules: [String: String], forms: [Int: String]) {
    for (count, name) in forms.sorted(by: { $0.key < $1.key }) {
      #expect(form(rules, count) == name, "\(count)")
    }
  }

  @Test(arguments: [
    "", "i", "i =", "i = x", "i = 1 and", "or i = 1", "i = 1..", "i = 4..2", "i % 0 = 1",
    "i % = 1", "x = 1", "i > 1", "i = 1 or", "i = 1,", "i = -1", "ii = 1", "i = 1 and v",
  ])
  func `what is no rule is refused`(text: String) {
    #expect(PluralRule(text) == nil)
  }

  @Test(arguments: [("", 1_000, "1000"), (",", 999, "999"), (",", 1_000, "1,000")])
  func `thousands are separated as the language does`(
    separator: String, number: Int, text: String
  ) {
    let phrases = Phrases(locale: "x", wording: ["number.thousands": separator])
    #expect(phrases.number(number) == text)
  }

  @Test(arguments: [
    (9_999, "9999"), (10_000, "10.000"), (1_234_567, "1.234.567"), (-9_999, "-9999"),
  ])
  func `a language may separate long numbers alone`(number: Int, text: String) {
    let phrases = Phrases(
      locale: "es", wording: ["number.thousands": ".", "number.separatedFrom": "10000"])
    #expect(phrases.number(number) == text)
  }
}
