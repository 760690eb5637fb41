import Licensing
import Testing

struct DiagnosticLogTests {
  private static func place(
    _ file: Int32, _ line: Int32, _ column: Int32
  ) -> Licensing.SourceLocation {
    Licensing.SourceLocation(file: file, line: line, column: column)
  }

  /// So many different problems, in no order: accounts come and go, values hold every character.
  private static func problems(_ count: Int, seed: Int) -> [Diagnostic] {
    let values = [
      "", "5", "2026-02-30", "a 'b'", "Café \u{1f600}", String(repeating: "x", count: 300),
    ]
    let accounts = ["acme.example", "b.example", nil]
    return (0..<count).map { (number: Int) -> Diagnostic in
      let choice: Int = (number * 7_919 + seed * 104_729) & 0xffff
      let line = Int32(choice % 11) * 10_000_000
      let location = place(Int32(choice % 3), line, Int32(choice % 5) * 300)
      let value: String = values[choice % values.count]
      let account: String? = accounts[choice / 4 % 3]
      switch choice % 4 {
      case 0:
        return Diagnostic.error(
          "bad-count", "quantity \(value.quoted) is not a count", loss: .row, value: value,
          account: account, at: location)
      case 1:
        return Diagnostic.warning(
          "other", "\(value) and \(number)" + " of \(choice)", account: account,
          field: .expiryWindows, at: location)
      case 2:
        return Diagnostic.note("plain", "a sentence without a value", value: value, at: location)
      default:
        return Diagnostic.error(
          "whole", DiagnosticText(whole: "read back: \(value)"), loss: .rest, account: account,
          at: location)
      }
    }
  }

  @Test(arguments: [0, 1, 63, 64, 65, 200], [1, 2])
  func `what is put in comes out, whole and in parts`(count: Int, seed: Int) {
    let problems = Self.problems(count, seed: seed)
    let log = DiagnosticLog(problems)
    #expect(Array(log) == problems)
    #expect(log.count == count && log.isEmpty == (count == 0))
    for start in [0, 1, 62, 63, 64, 65] where start <= count {
      for end in [start, start + 1, start + 70, count] where start <= end && end <= count {
        #expect(log[start..<end] == Array(problems[start..<end]), "\(start)..<\(end)")
      }
    }
    for severity in Diagnostic.Severity.allCases {
      #expect(log.count(of: severity) == problems.count { $0.severity == severity })
    }
    let wanted: Set = ["other", "whole"]
    #expect(log.filter(codes: wanted) == problems.filter { wanted.contains($0.code) })
  }

  @Test func `a log taken in is moved down the file`() {
    let (first, second) = (Self.problems(70, seed: 3), Self.problems(90, seed: 4))
    var log = DiagnosticLog(first)
    log.append(contentsOf: DiagnosticLog(second), movedBy: 12)
    let moved = second.map { problem in
      var problem = problem
      problem.location.line += 12
      return problem
    }
    #expect(Array(log) == first + moved)
  }

  @Test func `a line past the last that can be counted is shown as the last`() {
    var log = DiagnosticLog()
    log.append(contentsOf: [.note("a", "b", at: Self.place(0, .max - 1, 1))], movedBy: 5)
    #expect(log.map(\.location.line) == [.max])
  }

  @Test(arguments: 1...5)
  func `sorting and merging go by place, and keep the order of those at one place`(seed: Int) {
    func sorted(_ problems: [Diagnostic]) -> [Diagnostic] {
      problems.enumerated().sorted {
        ($0.element.location, $0.offset) < ($1.element.location, $1.offset)
      }.map(\.element)
    }
    let lists = [Self.problems(150, seed: seed), Self.problems(80, seed: seed + 10), []]
    let logs = lists.map { problems in
      var log = DiagnosticLog(problems)
      log.sort()
      #expect(Array(log) == sorted(problems))
      return log
    }
    #expect(Array(DiagnosticLog(merging: logs)) == sorted(lists.flatMap(\.self)))
  }

  @Test func `a sentence is its words and values, whichever way it was written`() {
    let value = "5"
    let text: DiagnosticText = "quantity \(value.quoted) is " + "not \(7)"
    #expect(text.sentence == "quantity '5' is not 7")
    #expect(text == "quantity '5' is not 7")
    #expect(DiagnosticText(whole: "a \(value)").sentence == "a 5")
  }
}
