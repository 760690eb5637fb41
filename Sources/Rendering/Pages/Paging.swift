/// The pages some lists are spread over: each page has 500 lines of each list.
struct Paging {
  /// Lines of a list on one page.
  static let length = 500

  /// The file of the first page without its ending: `alerts`.
  let name: String
  /// How many pages there are; at least one.
  let count: Int

  /// Pages enough for the longest list.
  init(_ name: String, longest: Int) {
    self.name = name
    count = max(1, (longest + Self.length - 1) / Self.length)
  }

  /// `alerts.html`, then `alerts-2.html`.
  func fileName(_ number: Int) -> String {
    number == 1 ? "\(name).html" : "\(name)-\(number).html"
  }

  /// The indices of the lines that are on a page.
  static func range(_ number: Int, of count: Int) -> Range<Int> {
    let first = min((number - 1) * length, count)
    return first..<min(first + length, count)
  }

  /// The pages a reader is offered by number: the first, the last, and those around the page.
  func neighbours(of number: Int) -> [Int] {
    let near = max(1, number - 2)...min(count, number + 2)
    return ([1] + near + [count]).reduce(into: []) { pages, page in
      if pages.last.map({ $0 < page }) ?? true { pages.append(page) }
    }
  }
}
