internal import ArgumentParser
internal import Rendering

extension TemplateCommand {
  /// The wording of every language, as the preview needs it.
  struct Wording: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the wording of every language as JSON.",
      discussion: """
        A language that lacks a sentence has the English one.

        Exit codes: 0 printed; 2 a file cannot be read; 64 wrong usage.
        """)

    @OptionGroup var templates: TemplatesOption

    func run() throws {
      try CommandExit.of {
        let folder = templates.folder
        let english = try LocaleFile.read(folder.localePath("en")).texts
        var languages: [(locale: String, texts: [String: String])] = []
        for locale in try folder.locales().sorted() {
          let own = try LocaleFile.read(folder.localePath(locale)).texts
          languages.append((locale, own.merging(english) { own, _ in own }))
        }
        var json = JSONText()
        json.object { json in
          for (locale, texts) in languages {
            json.object(locale) { json in
              for (key, text) in texts.sorted(by: { $0.key < $1.key }) { json.text(key, text) }
            }
          }
        }
        json.endLine()
        try StandardOutput.write(json.bytes)
        return 0
      }
    }
  }
}
