import Testing

@testable import Licensing

struct WindowSelectionTests {
  @Test(
    arguments: [
      ([90, 30], 0, 30), ([90, 30], 30, 30), ([90, 30], 31, 90), ([90, 30], 90, 90),
      ([90, 30], 91, nil), ([90, 30], -1, nil), ([], 0, nil),
    ] as [([Int], Int, Int?)])
  func `a term is in the smallest ticked window that holds it`(
    windows: [Int], daysLeft: Int, band: Int?
  ) {
    #expect(WindowSelection(windows).band(daysLeft: daysLeft) == band)
  }
}
