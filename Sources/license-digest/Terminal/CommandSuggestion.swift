internal import ArgumentParser
internal import Licensing
internal import Templates

/// Suggests the command that was meant when somebody types an unknown one.
enum CommandSuggestion {
  /// Why these arguments name no command; nil where they may.
  static func failure(
    for arguments: [String], in root: any ParsableCommand.Type
  ) -> RunFailure? {
    var command = root
    for word in arguments {
      let known = command.configuration.subcommands
      guard !known.isEmpty, !word.hasPrefix("-") else { return nil }
      guard let next = known.first(where: { $0._commandName == word }) else {
        let names = known.map { $0._commandName } + ["help"]
        guard !names.contains(word) else { return nil }
        let hint = Suggestion.hint(for: word, among: names)
        return RunFailure(
          "there is no command \(word.quoted)"
            + (hint.isEmpty ? " (expected one of \(names.joined(separator: ", ")))" : hint),
          exitCode: 64)
      }
      command = next
    }
    return nil
  }
}
