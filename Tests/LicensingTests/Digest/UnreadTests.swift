import Testing

@testable import Licensing

struct UnreadTests {
  /// What a scope of an account with virtual accounts A and B may know: in each a term of unknown
  /// end, a license and an instance of unknown status, and rejected rows.
  private func unread(_ scope: Scope, isCut: Bool = false) -> Unread {
    var rows = ExportRows()
    let location = SourceLocation(file: 0, line: 2, column: 1)
    let account = rows.texts.insert("acme.example")
    for name in ["A", "B"] {
      let place = rows.texts.insert(name)
      for quantity: Int32 in [0, 5] {
        rows.licenses.append(
          LicenseRow(
            account: account, virtualAccount: place, license: rows.texts.insert("L"),
            hasUnknownStatus: true, quantity: quantity, end: .unknown, location: location))
      }
      rows.instances.append(
        InstanceRow(
          account: account, virtualAccount: place, name: rows.texts.insert("edge"),
          status: rows.texts.insert("Asleep"), location: location))
      rows.rejected += [
        RejectedRow(kind: .licenses, account: account, virtualAccount: place),
        RejectedRow(kind: .preferences, account: account, virtualAccount: place),
      ]
    }
    rows.rejected.append(RejectedRow(kind: .events, account: account, virtualAccount: .empty))
    let inventory = Inventory(joining: [rows], reportDate: .last)
    return Unread(of: inventory.accounts[0], scope: scope, texts: inventory.texts, isCut: isCut)
  }

  @Test func `the whole account is told what of it was not read, by number`() {
    let found = unread(.wholeAccount)
    #expect(found.rows.licenses == 2 && found.rows.events == 1 && !found.rows.hasOthers)
    #expect(found.unknownEnds == 2 && found.unknownStatuses == 4)
    #expect(found.isMissingAnything && !found.isNothing)
  }

  @Test func `a narrowed reader learns the numbers of the scope alone`() {
    let found = unread(.listed([1]))
    #expect(found.rows.licenses == 1 && found.rows.events == 0 && found.rows.hasOthers)
    #expect(found.unknownEnds == 1 && found.unknownStatuses == 2)
  }

  @Test func `values that could not be read lead, where all else is calm`() {
    let account = OneLicense(inUse: 1, [OneTerm(1)]).account
    var unread = Unread(of: account, scope: .wholeAccount, texts: TextTable(), isCut: false)
    unread.leadWithIgnoredValues()
    #expect(unread.isNothing)
    unread.hasIgnoredValues = true
    unread.leadWithIgnoredValues()
    #expect(unread.isLedByValues && !unread.rows.isAny && unread.isMissingAnything)
    unread = Unread(of: account, scope: .wholeAccount, texts: TextTable(), isCut: true)
    unread.hasIgnoredValues = true
    unread.leadWithIgnoredValues()
    #expect(!unread.isLedByValues)
  }

  @Test(arguments: 0..<7)
  func `anything that was not read ends the calm, and what is missing leads`(kind: Int) {
    let account = OneLicense(inUse: 1, [OneTerm(1)]).account
    var unread = Unread(of: account, scope: .wholeAccount, texts: TextTable(), isCut: false)
    #expect(unread.isNothing && !unread.isMissingAnything)
    switch kind {
    case 0: unread.rows.alerts = 1
    case 1: unread.rows.hasOthers = true
    case 2: unread.files = 1
    case 3: unread.isCut = true
    case 4: unread.lost = Loss(before: 9, now: 1)
    case 5: unread.unknownEnds = 1
    default: unread.unknownStatuses = 1
    }
    #expect(!unread.isNothing)
    #expect(unread.isMissingAnything == (kind < 5))
  }
}
