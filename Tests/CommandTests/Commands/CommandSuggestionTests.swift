import Testing

@testable import license_digest

struct CommandSuggestionTests {
  @Test(arguments: [
    (["biuld"], "there is no command 'biuld' (did you mean 'build'?)"),
    (["Build", "--input", "x"], "there is no command 'Build' (did you mean 'build'?)"),
    (["preferences", "shwo"], "there is no command 'shwo' (did you mean 'show'?)"),
    (
      ["template", "zzzzzzz"],
      "there is no command 'zzzzzzz' (expected one of check, names, wording, help)"
    ),
  ])
  func `a command that there is none of is answered with one that was meant`(
    arguments: [String], message: String
  ) {
    let failure = CommandSuggestion.failure(for: arguments, in: LicenseDigest.self)
    #expect(failure == RunFailure(message, exitCode: 64))
  }

  @Test(arguments: [
    [], ["build"], ["build", "biuld"], ["help"], ["--help"], ["--version", "x"],
    ["preferences", "show", "x"], ["preferences", "--help"],
  ])
  func `commands, options and what a command takes are left to it`(arguments: [String]) {
    #expect(CommandSuggestion.failure(for: arguments, in: LicenseDigest.self) == nil)
  }
}
