internal import FoundationEssentials
internal import Rendering

/// The sentences of every language, as `license-digest template wording` tells them after a build.
actor SiteLanguages {
  private let program: Program
  private let arguments: [String]
  private var languages: [String: Phrases] = [:]
  /// The build they were read after.
  private var generation = -1

  init(_ program: Program, arguments: [String]) {
    self.program = program
    self.arguments = ["template", "wording"] + arguments
  }

  /// The sentences of a language; English where there is none, keys where nothing can be read.
  func phrases(_ locale: String, of generation: Int) async -> Phrases {
    if generation != self.generation || languages.isEmpty { await read(generation) }
    return languages[locale] ?? languages["en"] ?? Phrases(locale: "en", wording: [:])
  }

  /// The languages' own names, by locale.
  var names: [String: String] {
    languages.compactMapValues { $0.wording["language.name"] }
  }

  /// Reads them; where that fails those of before stay, since the build says what is wrong.
  private func read(_ generation: Int) async {
    do {
      let result = try await program.run(arguments)
      guard result.code == 0 else { return }
      let texts = try JSONDecoder().decode(
        [String: [String: String]].self, from: Data(result.output))
      for (locale, wording) in texts {
        languages[locale] = Phrases(locale: locale, wording: wording)
      }
      self.generation = generation
    } catch {
      Terminal.tell("warning: the wording cannot be read: \(error)\n")
    }
  }
}
