import Testing

@testable import Licensing

struct RoleTests {
  @Test(
    arguments: [
      ("smart-account-admin", .administrator), ("Smart Account Administrator", .administrator),
      ("SMART_ACCOUNT_ADMIN", .administrator), ("Admin", .administrator), ("", .user),
      ("user", .user), ("Smart Account Viewer", .user), ("Virtual Account Administrator", .user),
      ("Administrator", .unknown), ("Admin (read only)", .unknown), ("Admin (2)", .unknown),
      ("--", .unknown),
    ] as [(String, Role)])
  func `P7: roles compare by their letters and digits, brackets included`(
    written: String, role: Role
  ) {
    #expect(Role(written) == role)
  }
}

struct EmailAddressTests {
  @Test(arguments: [
    ("Alice Doe <alice@acme.example>", "alice@acme.example"), ("<a@b.example>", "<a@b.example>"),
    (" <a@b.example>", " <a@b.example>"),
    ("a@b.example", "a@b.example"), ("a@b.example>", "a@b.example>"),
    ("<a@b.example> x", "<a@b.example> x"), ("<<a@b.example>", "<<a@b.example>"), ("", ""),
  ])
  func `P13: a name before an address in angle brackets is left out`(
    written: String, address: String
  ) {
    #expect(EmailAddress.bare(written) == address)
  }

  @Test(arguments: [
    ("a@acme.example", true), ("=?utf-8?q?m=40evil=2Eexample=2C?=@acme.example", false),
    ("=?x@acme.example", false), ("a=?@acme.example", false), ("a?=@acme.example", true),
    ("a=b?c@acme.example", true),
  ])
  func `P13: an encoded word is no address`(address: String, isValid: Bool) {
    #expect(EmailAddress.isValid(address) == isValid)
  }
}
