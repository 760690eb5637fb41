internal import ArgumentParser
internal import Exports

/// Prints the XML schema of an export.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the XML schema of an export.",
    discussion: """
        license-digest schema licenses > licenses.xsd
        xmllint --noout --schema licenses.xsd export.xml
      """)

  @Argument(help: "Which export: licenses, preferences or dismissals.")
  var export: ExportSchema

  func run() throws {
    try CommandExit.of {
      try StandardOutput.write(export.text)
      return 0
    }
  }
}

extension ExportSchema: ExpressibleByArgument {}
