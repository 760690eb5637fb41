internal import ArgumentParser

/// Where templates and wording are.
struct TemplatesOption: ParsableArguments {
  @Option(help: "The folder of templates and wording. Default: ./templates, or the installed one.")
  var templates: String?

  /// The folder that is meant.
  var folder: TemplateFolder { TemplateFolder(templates) }
}
