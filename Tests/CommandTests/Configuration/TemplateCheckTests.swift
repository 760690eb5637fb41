import Foundation
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
      $0.replacing(copy + "/", with: "")
    }
  }

  @Test func `the project's own templates fit`() throws {
    let check = try TemplateCheck(TemplateFolder(PublishedWorld.templates))
    #expect(check.problems == [])
    #expect(check.locales == ["en", "fr"] && check.templateCount > 20)
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
      "locales/fr.yml:12:1: error: the sentence 'list.and' is missing"
    ),
    (
      "{list} et {last}", "{list} et {dernier}",
      "locales/fr.yml:13:3: error: 'list.and' has the place {dernier}, "
        + "which en.yml's sentence does not have"
    ),
    (
      "list:\n", "list:\n  or: ou\n",
      "locales/fr.yml:13:3: error: en.yml has no sentence 'list.or'"
    ),
  ])
  func `a language is compared with English`(old: String, new: String, problem: String) throws {
    #expect(try problems(in: "locales/fr.yml", replacing: old, with: new) == [problem])
  }

  @Test func `a sentence that English alone has is missing in the others`() throws {
    let found = try problems(
      in: "locales/en.yml", replacing: "list:\n", with: "list:\n  or: or\n")
    #expect(found == ["locales/fr.yml:12:1: error: the sentence 'list.or' is missing"])
  }
}
