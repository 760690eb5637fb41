internal import ArgumentParser

/// What those who write templates need.
struct TemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "Check templates and wording, and list the names they may use.",
    subcommands: [Check.self, Names.self, Wording.self])

  /// Compiles all templates in every language, and compares the languages.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Compile all templates in every language, and compare the languages.",
      discussion: """
        Reports each name no view declares, each missing partial, each sentence that is missing, \
        unknown or has other {placeholders} than the English one, and what does not fit the \
        columns of the text mail; and warns of sentences that nothing asks for. All with their \
        places.

          license-digest template check --templates templates

        Exit codes: 0 the templates can be used; 2 they cannot; 64 wrong usage.
        """)

    @OptionGroup var templates: TemplatesOption

    func run() throws {
      try CommandExit.of {
        let folder = templates.folder
        let check = try TemplateCheck(folder)
        LogFormat.text.write(check.warnings)
        guard check.problems.isEmpty else { throw RunFailure(check.problems) }
        let languages = check.locales.joined(separator: ", ")
        try StandardOutput.write(
          "\(folder.path): \(check.templateCount) templates, in \(languages): all fit\n")
        return 0
      }
    }
  }
}

extension TemplateCommand {
  /// Prints the names that each template may use.
  struct Names: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the names that each template may use, as the program declares them.",
      discussion: """
        A text is written with {{name}}; a flag, a list or a record opens a section, {{#name}}, in \
        which the indented names are known too. A section over a record is there where the record \
        is; in one over a list of texts, {{.}} is each of them.

          license-digest template names daily.html
        """)

    @Argument(help: "Only these templates, for example daily.html. Default: all.")
    var templates: [String] = []

    func run() throws {
      try CommandExit.of {
        try StandardOutput.write(TemplateNamesText.text(of: templates))
        return 0
      }
    }
  }
}
