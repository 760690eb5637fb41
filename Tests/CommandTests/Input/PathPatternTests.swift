import Testing

@testable import license_digest

struct PathPatternTests {
  @Test(
    arguments: [
      ("a.csv", "a.csv", true), ("a.csv", "b.csv", false), ("*.csv", "a.csv", true),
      ("*.csv", "x/a.csv", false), ("x/*.csv", "x/a.csv", true), ("x/*.csv", "x/y/a.csv", false),
      ("**/*.csv", "a.csv", true), ("**/*.csv", "x/y/a.csv", true), ("x/**", "x/y/a.csv", true),
      ("x/**/a.csv", "x/a.csv", true), ("x/**/a.csv", "x/y/z/a.csv", true),
      ("x/**/a.csv", "y/a.csv", false), ("*a*b*.csv", "xxayybzz.csv", true),
      ("*a*b*.csv", "xxbyya.csv", false), ("*", "", false), ("a*", "a", true),
      ("*.csv", "é*.csv", true), ("A.csv", "a.csv", false),
    ] as [(String, String, Bool)])
  func `a pattern names files by path`(pattern: String, path: String, isMatch: Bool) throws {
    #expect(try #require(PathPattern(pattern)).matches(path) == isMatch)
  }

  @Test(
    arguments: [
      ("x/*.csv", "x", true), ("x/*.csv", "y", false), ("x/*.csv", "x/y", false),
      ("*.csv", "x", false), ("**/a.csv", "x/y", true), ("x/**", "x", true), ("x/**", "y", false),
      ("x/*/a.csv", "x/y", true), ("a.csv", "a.csv", false),
    ] as [(String, String, Bool)])
  func `a pattern reaches the folders that may hold its files`(
    pattern: String, folder: String, isReached: Bool
  ) throws {
    #expect(try #require(PathPattern(pattern)).reaches(folder) == isReached)
  }

  @Test(arguments: ["", "/a.csv", "a//b", "../a.csv", "x/./a.csv", "x/"])
  func `a text that names no file below a folder is no pattern`(text: String) {
    #expect(PathPattern(text) == nil)
  }
}
