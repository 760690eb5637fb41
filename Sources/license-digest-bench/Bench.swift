internal import ArgumentParser

/// Makes the inputs of the benchmark, and measures single parts of the program.
@main
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "license-digest-bench",
    abstract: "Make the inputs of scripts/bench, and measure single parts of the program.",
    subcommands: [Licenses.self, Preferences.self, Growth.self, Measure.self])
}

/// How large the exports are, and of what shape.
struct ShapeOptions: ParsableArguments {
  @Argument(help: "How many accounts.")
  var accounts: Int

  @Argument(help: "How many terms each has.")
  var terms: Int

  @Flag(help: "Add an account of 200,000 terms with 5,000 readers of different scopes.")
  var skew = false

  /// The shape these ask for.
  var shape: ExportShape { ExportShape(accounts: accounts, terms: terms, isSkewed: skew) }
}

/// Writes an export of licenses to standard output.
struct Licenses: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Write an export of licenses.")

  @OptionGroup var options: ShapeOptions

  @Flag(help: "As XML; the skewed account is left out.")
  var xml = false

  @Flag(help: "Spread the rows of an account over the file.")
  var shuffle = false

  func validate() throws {
    if xml && shuffle { throw ValidationError("--shuffle is for CSV: elements hold their rows") }
  }

  func run() {
    if xml {
      LicenseXML(shape: options.shape).write { print($0, terminator: "") }
    } else {
      LicenseCSV(shape: options.shape).write(isShuffled: shuffle) { print($0, terminator: "") }
    }
  }
}

/// Writes an export of notification preferences to standard output.
struct Preferences: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Write an export of preferences.")

  @OptionGroup var options: ShapeOptions

  func run() {
    PreferenceCSV(shape: options.shape).write { print($0, terminator: "") }
  }
}
