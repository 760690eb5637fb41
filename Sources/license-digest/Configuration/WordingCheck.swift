internal import Rendering

/// Compares the sentences of every language with the English ones and with what the program says.
enum WordingCheck {
  /// A line a problem: sentences missing, sentences nobody asks for, and places without a value.
  static func problems(
    of files: [(locale: String, file: LocaleFile)], in folder: TemplateFolder
  ) -> [String] {
    guard let english = files.first(where: { $0.locale == "en" })?.file else {
      return ["\(folder.localePath("en")): error: the English wording is missing"]
    }
    let reference = Phrases(locale: "en", wording: english.texts)
    let asked = Set(english.texts.keys).union(reference.missingKeys)
    return files.flatMap { locale, file in
      let path = folder.localePath(locale)
      return problems(of: file, path, asked: asked, english: english)
        + places(of: Phrases(locale: locale, wording: file.texts), file, path, reference)
    }
  }

  private static func problems(
    of file: LocaleFile, _ path: String, asked: Set<String>, english: LocaleFile
  ) -> [String] {
    let missing = asked.subtracting(file.texts.keys).sorted().map { key in
      "\(path)\(file.place(nearest: key)): error: the sentence '\(key)' is missing"
    }
    let unknown = Set(file.texts.keys).subtracting(asked).sorted().map { key in
      "\(path)\(file.place(nearest: key)): error: en.yml has no sentence '\(key)'"
    }
    return missing + unknown
  }

  private static func places(
    of phrases: Phrases, _ file: LocaleFile, _ path: String, _ english: Phrases
  ) -> [String] {
    phrases.wording.keys.sorted().flatMap { key -> [String] in
      guard english.wording[key] != nil else { return [] }
      let known = english.places(inFormsOf: key)
      return phrases.places(of: key).filter { !known.contains($0) }.map { name in
        "\(path)\(file.place(nearest: key)): error: '\(key)' has the place {\(name)}, "
          + "which en.yml's sentence does not have"
      }
    }
  }
}
