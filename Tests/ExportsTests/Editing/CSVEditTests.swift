import Testing

@testable import Exports
@testable import Licensing

/// Changing one row of a CSV file, byte for byte.
struct CSVEditTests {
  /// A file of these bytes, and the bytes with one row changed; rows count from 0.
  static func changed(
    _ bytes: [UInt8], _ place: Int, _ values: [PreferenceField: PreferenceValue],
    folder: String? = nil, options: ExportOptions = ExportOptions()
  ) throws -> [UInt8] {
    let file = try PreferenceFile(bytes, file: 0, accountFolder: folder, options: options)
    return try file.changing(place, to: values)
  }

  private static let windows: [PreferenceField: PreferenceValue] = [
    .expiryWindows: .choice(.listed(["60", "30"]))
  ]
  private static let addresses: [PreferenceField: PreferenceValue] = [
    .additionalEmails: .addresses(["noc@a.example", "ops@a.example"])
  ]

  @Test(
    arguments: [
      (
        "account_domain,email,expiry_windows\na.example,x@a.example,90\na.example,y@a.example,90\n",
        1, windows,
        "account_domain,email,expiry_windows\na.example,x@a.example,90\na.example,y@a.example,60;30\n"
      ),
      (
        "sep=;\r\nExpiry Windows;E-Mail;ACCOUNT-DOMAIN\r\n90;x@a.example;A.example\r\n", 0, windows,
        "sep=;\r\nExpiry Windows;E-Mail;ACCOUNT-DOMAIN\r\n\"60;30\";x@a.example;A.example\r\n"
      ),
      (
        "account_domain,email,expiry_windows\ra.example,x@a.example,\"90\"\r\ra.example,y@a.example,",
        0, windows,
        "account_domain,email,expiry_windows\ra.example,x@a.example,\"60;30\"\r\ra.example,y@a.example,"
      ),
      (
        "\u{feff}account_domain,email,expiry_windows,note\n,,,\na.example,x@a.example,  90 ,\"a\r\nb\"\"\"",
        0, windows,
        "\u{feff}account_domain,email,expiry_windows,note\n,,,\na.example,x@a.example,  60;30 ,\"a\r\nb\"\"\""
      ),
      (
        "account_domain,email,expiry_windows\na.example,x@a.example, 90 \n", 0,
        [.expiryWindows: .choice(.unset)],
        "account_domain,email,expiry_windows\na.example,x@a.example,\n"
      ),
      (
        "account_domain\temail\tnote\tadditional_emails\tdaily_summary\n"
          + "a.example\tx@a.example\t\"a\nb\tc\"\t\tyes\n", 0, addresses,
        "account_domain\temail\tnote\tadditional_emails\tdaily_summary\n"
          + "a.example\tx@a.example\t\"a\nb\tc\"\tnoc@a.example, ops@a.example\tyes\n"
      ),
      (
        "account_domain,email,additional_emails,daily_summary\na.example,x@a.example, ,yes", 0,
        addresses,
        "account_domain,email,additional_emails,daily_summary\n"
          + "a.example,x@a.example,\"noc@a.example, ops@a.example\",yes"
      ),
      // Empty fields beyond the header stay.
      (
        "email,account_domain,expiry_windows\nx@a.example,a.example,90,, ,\n", 0, windows,
        "email,account_domain,expiry_windows\nx@a.example,a.example,60;30,, ,\n"
      ),
      // A record that ends early gets the fields up to the last that says something.
      (
        "email,account_domain,locale,expiry_windows,note\nx@a.example,a.example\r\ny@a.example,a.example\n",
        0, windows,
        "email,account_domain,locale,expiry_windows,note\nx@a.example,a.example,,60;30\r\n"
          + "y@a.example,a.example\n"
      ),
      (
        "email,account_domain,locale,expiry_windows,note\nx@a.example,\"a.example\"\n", 0,
        [.expiryWindows: .choice(.unset)],
        "email,account_domain,locale,expiry_windows,note\nx@a.example,\"a.example\"\n"
      ),
    ] as [(String, Int, [PreferenceField: PreferenceValue], String)])
  func `only the field changes`(
    before: String, place: Int, values: [PreferenceField: PreferenceValue], after: String
  ) throws {
    let changed = try Self.changed(Array(before.utf8), place, values)
    #expect(String(decoding: changed, as: UTF8.self) == after)
  }

  @Test(arguments: [
    ("yes", false, "no"), ("TRUE", false, "FALSE"), ("On", false, "Off"), ("0", true, "1"),
    ("enabled", false, "disabled"), ("N", true, "Y"), ("", true, "yes"), ("perhaps", false, "no"),
  ])
  func `a flag is written in the manner of the old one`(old: String, isOn: Bool, new: String) throws
  {
    let head = "account_domain,email,daily_summary\na.example,x@a.example,"
    let changed = try Self.changed(
      Array((head + old).utf8), 0, [.dailySummary: .flag(isOn)])
    #expect(String(decoding: changed, as: UTF8.self) == head + new)
  }

  @Test(
    arguments: [
      (
        "account_domain,email,virtual_accounts,daily_summary\nA.example,x@a.example,Z,no\n",
        "A.example,y@a.example,*,yes\n"
      ),
      (
        "email,note,daily_summary,account_domain,virtual_accounts\r\n"
          + "\"x@a.example\",\"a\",\"no\",a.example,\r\nlast,,,a.example,",
        "\r\n\"y@a.example\",\"\",\"yes\",a.example,*"
      ),
      (
        "account_domain,email,virtual_accounts,daily_summary\ra.example,x@a.example,,\r\r",
        "a.example,y@a.example,*,yes\r"
      ),
    ])
  func `a new user stands at the end, in the manner of the account's first row`(
    before: String, added: String
  ) throws {
    let file = try PreferenceFile(
      Array(before.utf8), file: 0, accountFolder: nil, options: ExportOptions())
    let changed = try file.adding(
      "y@a.example", with: [.dailySummary: .flag(true)], beside: 0)
    #expect(String(decoding: changed, as: UTF8.self) == before + added)
  }

  @Test func `in an account folder a new user needs no domain`() throws {
    let before = "email,virtual_accounts,daily_summary\nx@a.example,,no\n"
    let file = try PreferenceFile(
      Array(before.utf8), file: 0, accountFolder: "a.example", options: ExportOptions())
    let changed = try file.adding("y@a.example", with: [.dailySummary: .flag(true)], beside: 0)
    #expect(String(decoding: changed, as: UTF8.self) == before + "y@a.example,*,yes\n")
  }

  @Test func `UTF-16, ISO-8859-1 and windows-1252 stay what they are`() throws {
    let (before, after) = ("90", "60;30")
    let head = "account_domain,email,note,expiry_windows\r\na.example,x@a.example,Büro,"
    func utf16(_ text: String, isBig: Bool) -> [UInt8] {
      (isBig ? [0xfe, 0xff] : [0xff, 0xfe])
        + text.utf16.flatMap { unit in
          let bytes = [UInt8(unit >> 8), UInt8(unit & 255)]
          return isBig ? bytes : bytes.reversed()
        }
    }
    for isBig in [true, false] {
      let changed = try Self.changed(utf16(head + before, isBig: isBig), 0, Self.windows)
      #expect(changed == utf16(head + after, isBig: isBig))
    }
    for encoding in [ExportEncoding.latin1, .windows1252] {
      let narrow = { (text: String) in text.unicodeScalars.map { UInt8($0.value) } }
      let changed = try Self.changed(
        narrow(head + before), 0, Self.windows, options: ExportOptions(encoding: encoding))
      #expect(changed == narrow(head + after))
    }
    let euro = Array("account_domain,email,note,expiry_windows\na.example,x@a.example,".utf8)
    let rest = [UInt8(0x80), 0x2c]
    let changed = try Self.changed(
      euro + rest + Array("90".utf8), 0, Self.windows,
      options: ExportOptions(encoding: .windows1252))
    #expect(changed == euro + rest + Array("60;30".utf8))
  }

  private static let head = "account_domain,email,daily_summary\n"

  @Test(
    arguments: [
      (Array((head + "a.example,x@a.example,\"yes").utf8), nil, .notReadable),
      (Array("account_domain,virtual_account,license,quantity\n".utf8), nil, .notReadable),
      ([0xff, 0xfe] + head.utf16.flatMap { [UInt8($0 & 255), 0] } + [0x41], nil, .notReadable),
      (
        Array((head + "a.example,x@a.example,").utf8) + [0x81, 10], .windows1252,
        .undecodable
      ),
    ] as [([UInt8], ExportEncoding?, PreferenceFile.Refusal)])
  func `a file that cannot be written back as it is, is refused`(
    bytes: [UInt8], encoding: ExportEncoding?, refusal: PreferenceFile.Refusal
  ) {
    #expect(throws: refusal) {
      _ = try PreferenceFile(
        bytes, file: 0, accountFolder: nil, options: ExportOptions(encoding: encoding))
    }
  }

  @Test func `a field without a column is refused, and a new user without a scope`() throws {
    let text = "account_domain,email,daily_summary\na.example,x@a.example,no\n"
    let file = try PreferenceFile(
      Array(text.utf8), file: 0, accountFolder: nil, options: ExportOptions())
    #expect(
      file.missing == [
        .statusNotification, .alertEvents, .expiryWindows, .additionalEmails, .locale,
      ])
    #expect(throws: PreferenceFile.Refusal.noPlace([.locale])) {
      _ = try file.changing(0, to: [.locale: .text("fr")])
    }
    #expect(throws: PreferenceFile.Refusal.noScope) {
      _ = try file.adding("y@a.example", with: [:], beside: 0)
    }
  }

  @Test func `records that cannot be read are found by the address they hold`() throws {
    let text =
      "account_domain,email,daily_summary\na.example,x@a.example,no\na.example,Y@a.example,no,1\n"
      + "a.example,\"y@a.example\"x,no\n"
    let file = try PreferenceFile(
      Array(text.utf8), file: 0, accountFolder: nil, options: ExportOptions())
    #expect(file.brokenLines(with: "y@A.example") == [3, 4])
    #expect(file.brokenLines(with: "x@a.example") == [])
  }

  @Test func `bytes that say anything but what was meant are refused`() throws {
    let text = Self.head + "a.example,x@a.example,no\na.example,y@a.example,no\nbroken\n"
    let file = try PreferenceFile(
      Array(text.utf8), file: 0, accountFolder: nil, options: ExportOptions())
    let meant = file.rows.preferences.map { PreferenceStatement($0, texts: file.rows.texts) }
    try file.prove(Array(text.utf8), saying: meant)
    for wrong in [
      text.replacing("y@a.example,no", with: "y@a.example,yes"),
      text.replacing("broken\n", with: ""),
      text.replacing("x@a", with: "z@a"),
      text + "a.example,z@a.example,no\n",
      text + "a.example,\"z",
      text.replacing("daily_summary", with: "day"),
    ] {
      #expect(throws: PreferenceFile.Refusal.notProven, "\(wrong)") {
        try file.prove(Array(wrong.utf8), saying: meant)
      }
    }
    // A value that no reader would give back as it is.
    let located = "account_domain,email,daily_summary,locale\na.example,x@a.example,no,en\n"
    #expect(throws: PreferenceFile.Refusal.notProven) {
      _ = try Self.changed(Array(located.utf8), 0, [.locale: .text("f\nr")])
    }
  }
}
