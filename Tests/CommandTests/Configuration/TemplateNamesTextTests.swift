import Rendering
import Templates
import Testing

@testable import license_digest

struct TemplateNamesTextTests {
  @Test func `every template of the project is listed with its names`() throws {
    let text = try TemplateNamesText.text(of: [])
    let library = try TemplateFolder(PublishedWorld.templates).library()
    for declaration in TemplateDeclaration.all {
      #expect(library.names.contains(declaration.template))
      #expect(text.contains("\(declaration.template)\n  "))
    }
  }

  @Test func `every name has a meaning`() throws {
    for line in try TemplateNamesText.text(of: []).split(separator: "\n") where line.hasPrefix(" ")
    {
      #expect(line.wholeMatch(of: /\s+\w+ \([a-z ]+\): \S.+/) != nil, "\(line)")
    }
  }

  @Test func `one template is chosen, and one that there is none of is answered`() throws {
    let text = try TemplateNamesText.text(of: ["daily.txt"])
    #expect(text.hasPrefix("daily.txt\n  ") && !text.contains("notice.txt"))
    let failure = RunFailure(
      "there is no template 'dayly.txt' (did you mean 'daily.txt'?)", exitCode: 64)
    #expect(throws: failure) { try TemplateNamesText.text(of: ["dayly.txt"]) }
  }
}
