import Foundation
import Rendering
import Testing

@testable import license_digest

/// `template check` on copies of the project's templates, each with one thing wrong.
struct TemplateCheckTests {
  /// The problems of the templates with one file changed, the folder's path cut off.
  private func problems(
    in file: String, replacing old: String, with new: String
  ) throws -> [String] {
    let folder = try TemporaryFolder()
    let copy = folder.path + "/templates"
    try FileManager.default.copyItem(atPath: PublishedWorld.templates, toPath: copy)
    let path = "\(copy)/\(file)"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try #require(text.contains(old), "\(file) holds no \(old)")
    let first = try #require(text.firstRange(of: old))
    try text.replacingCharacters(in: first, with: new)
      .write(toFile: path, atomically: true, encoding: .utf8)
    return try TemplateCheck(TemplateFolder(copy)).problems.map {
      $0.description.replacing(copy + "/", with: "")
    }
  }

  @Test func `the project's own templates fit`() throws {
    let check = try TemplateCheck(TemplateFolder(PublishedWorld.templates))
    #expect(check.problems == [] && check.warnings == [])
    #expect(check.locales == ["de", "en", "es", "fr", "ja"] && check.templateCount > 20)
  }

  @Test func `a name no view declares is told once for all languages, with its place`() throws {
    let found = try problems(
      in: "partials/cut-short.html.mustache", replacing: "page.cutShort", with: "page.cutSchort")
    #expect(
      found == [
        "partials/cut-short.html.mustache:2:19: error: no such name 'page.cutSchort' "
          + "(did you mean 'page.cutShort'?)"
      ])
  }

  @Test func `a sentence never takes the place of a name`() throws {
    let folder = try TemporaryFolder()
    let copy = folder.path + "/templates"
    try FileManager.default.copyItem(atPath: PublishedWorld.templates, toPath: copy)
    for locale in try TemplateFolder(copy).locales() {
      let path = "\(copy)/locales/\(locale).yml"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try (text + "\ndomain: X\n").write(toFile: path, atomically: true, encoding: .utf8)
    }
    let found = try TemplateCheck(TemplateFolder(copy)).problems.map(\.message)
    #expect(!found.isEmpty)
    #expect(
      Set(found) == [
        "'domain' is a sentence of the wording and a name of the view (rename the sentence)"
      ])
  }

  @Test func `hidden assets are left out; folders and links among them are problems`() throws {
    let folder = try TemporaryFolder()
    let copy = folder.path + "/templates"
    try FileManager.default.copyItem(atPath: PublishedWorld.templates, toPath: copy)
    try folder.make(["templates/assets/.site.css.swp": "x", "templates/.#page.html.mustache": "{{"])
    let assets = try TemplateFolder(copy).assets().map(\.path)
    #expect(assets.contains("assets/site.css") && !assets.contains { $0.contains("swp") })
    try folder.make(["templates/assets/img/a.png": "x"])
    try FileManager.default.createSymbolicLink(
      atPath: copy + "/assets/shadow", withDestinationPath: "/etc/shadow")
    let failure = #expect(throws: RunFailure.self) { _ = try TemplateFolder(copy).assets() }
    #expect(
      failure?.message.replacing(copy, with: "t") == """
        t/assets/img: error: a folder is not published (put its files into assets itself)
        t/assets/shadow: error: a link is not published (put the file itself there)
        """)
    #expect(try TemplateCheck(TemplateFolder(copy)).problems.count == 2)
  }

  @Test func `a partial that is missing is told with its place`() throws {
    let found = try problems(
      in: "daily.txt.mustache", replacing: "{{<message.txt}}\n",
      with: "{{<message.txt}}\n{{/message.txt}}\n{{>massage.txt}}\n{{<message.txt}}\n")
    #expect(
      found == [
        "daily.txt.mustache:3:1: error: no such partial 'massage.txt' "
          + "(did you mean 'message.txt'?)"
      ])
  }

  @Test(arguments: [
    (
      "  and: \"{list} et {last}\"\n", "",
      ["locales/fr.yml:23:1: error: the sentence 'list.and' is missing"]
    ),
    (
      "{list} et {last}", "{list} et {dernier}",
      [
        "locales/fr.yml:25:3: error: 'list.and' has the placeholder {dernier}, "
          + "which en.yml's sentence does not have",
        "locales/fr.yml:25:3: error: 'list.and' lacks the placeholder {last} "
          + "of en.yml's sentence",
      ]
    ),
    (
      "list:\n", "list:\n  or: ou\n",
      ["locales/fr.yml:24:3: error: en.yml has no sentence 'list.or'"]
    ),
    (
      "one: \"i = 0,1\"", "one: \"i in 0,1\"",
      [
        "locales/fr.yml:5:5: error: 'i in 0,1' is no plural rule "
          + "(expected CLDR's form, like i = 1 and v = 0)"
      ]
    ),
    (
      "one: \"i = 0,1\"", "one: \"i = 0,1\"\n    other: \"i = 2\"",
      [
        "locales/fr.yml:6:5: error: 'other' is no plural form that needs a rule "
          + "(expected zero, one, two, few, many)"
      ]
    ),
    (
      "lundi mardi", "lundi",
      ["locales/fr.yml:19:3: error: 'date.weekdays' has 6 words (expected 7)"]
    ),
    (
      "major: Majeure", "major: Majeure, très majeure",
      [
        "locales/fr.yml:111:3: error: 'severity.major' takes 21 columns of the text mail "
          + "(expected at most 16)"
      ]
    ),
  ])
  func `a language is compared with English`(
    old: String, new: String, problems: [String]
  ) throws {
    let found = try self.problems(in: "locales/fr.yml", replacing: old, with: new)
    #expect(Set(problems).isSubset(of: found))
    #expect(found.count == problems.count || old.hasPrefix("one:"))
  }

  @Test func `a form that a rule of the language has is missing in its sentences`() throws {
    let found = try problems(
      in: "locales/fr.yml", replacing: "one: \"i = 0,1\"",
      with: "one: \"i = 0,1\"\n    many: \"i = 1000000\"")
    #expect(found.contains { $0.hasSuffix("error: the sentence 'seats.many' is missing") })
    #expect(found.allSatisfy { $0.hasSuffix(".many' is missing") })
  }

  @Test func `a sentence that English alone has is missing in the others`() throws {
    let found = try problems(
      in: "locales/en.yml", replacing: "list:\n", with: "list:\n  or: or\n")
    let places = [("de", 22), ("es", 22), ("fr", 23), ("ja", 21)]
    #expect(
      found
        == places.map {
          "locales/\($0.0).yml:\($0.1):1: error: the sentence 'list.or' is missing"
        })
  }
}
