import Testing

@testable import Licensing

struct GrantListTests {
  private func grant(_ address: String, _ scope: Scope, windows: [Int] = []) -> Grant {
    Grant(
      address: address, locale: "en", windows: WindowSelection(windows), alertTypes: [],
      scope: scope)
  }

  @Test(arguments: [1, 7, 8, 9, 100])
  func `each address is one grant, however many there are`(count: Int) {
    var list = GrantList()
    for number in 0..<count { list.unite(grant("u\(number)@a.example", .listed([number]))) }
    for number in 0..<count { list.unite(grant("U\(number)@A.example", .listed([0]))) }
    #expect(list.united.map(\.address) == (0..<count).map { "u\($0)@a.example" })
    #expect(list.united.map(\.scope) == (0..<count).map { .listed($0 == 0 ? [0] : [0, $0]) })
  }

  @Test func `an address in many rows sees what they list, in order and once`() {
    var list = GrantList()
    for number in stride(from: 999, through: 0, by: -1) {
      list.unite(grant("u@a.example", .listed([number / 2]), windows: [number % 3]))
    }
    #expect(list.united.map(\.scope) == [.listed(Array(0..<500))])
    #expect(list.united.map(\.windows.days) == [[2, 1, 0]])
  }

  @Test func `a row that sees the whole account widens the others, before and after`() {
    var list = GrantList()
    list.unite(grant("u@a.example", .listed([1])))
    list.unite(grant("u@a.example", .listed([2])))
    list.unite(grant("u@a.example", .wholeAccount))
    list.unite(grant("u@a.example", .listed([3])))
    #expect(list.united.map(\.scope) == [.wholeAccount])
  }

  @Test(
    arguments: [
      ([], 0, false), ([3], 3, true), ([1, 3, 7], 3, true), ([1, 3, 7], 2, false),
      ([1, 3, 7], 1, true), ([1, 3, 7], 7, true), ([1, 3, 7], 8, false), ([1], nil, false),
    ]
      as [([Int], Int?, Bool)])
  func `a list holds what it names, and nothing of the whole account`(
    listed: [Int], virtualAccount: Int?, isIn: Bool
  ) {
    #expect(Scope.listed(listed).contains(virtualAccount) == isIn)
    #expect(Scope.wholeAccount.contains(virtualAccount))
  }
}
