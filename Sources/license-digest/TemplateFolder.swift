internal import Rendering

/// The folder of templates and wording: as given, in the working folder, or the installed one.
struct TemplateFolder {
  let path: String

  /// The folder of an option, or `./templates`.
  init(_ path: String?) {
    self.path = path ?? "templates"
  }

  /// The wording of every language there is, sorted by its name; the same keys in all of them.
  func phrases() throws(RunFailure) -> [Phrases] {
    let folder = path + "/locales"
    var names: [String] = []
    do throws(SystemError) {
      names = try FileReading.names(in: folder).filter { $0.hasSuffix(".yml") }.sorted()
    } catch {
      throw RunFailure("\(folder): error: cannot be read: \(error.text)")
    }
    var all: [Phrases] = []
    for name in names {
      let file = try LocaleFile.read("\(folder)/\(name)")
      all.append(Phrases(locale: String(name.dropLast(4)), entries: file.texts))
    }
    guard let english = all.first(where: { $0.locale == "en" }) else {
      throw RunFailure("\(folder)/en.yml: error: the English wording is missing")
    }
    for phrases in all where phrases.keys != english.keys {
      let missing = Set(english.keys).symmetricDifference(phrases.keys).sorted()
      throw RunFailure(
        "\(folder)/\(phrases.locale).yml: error: not the same keys as en.yml: "
          + missing.joined(separator: ", "))
    }
    return all
  }
}
