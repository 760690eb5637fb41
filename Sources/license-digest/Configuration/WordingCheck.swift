internal import Licensing
internal import Rendering
internal import Templates

/// Compares the sentences of every language with the English ones and with what the program says.
struct WordingCheck {
  private typealias Language = (path: String, file: LocaleFile, phrases: Phrases)

  private let languages: [Language]
  private let english: Phrases?
  private let englishPath: String

  init(_ files: [(locale: String, file: LocaleFile)], in folder: TemplateFolder) {
    languages = files.map { locale, file in
      (folder.localePath(locale), file, Phrases(locale: locale, wording: file.texts))
    }
    english = languages.first { $0.phrases.locale == "en" }?.phrases
    englishPath = folder.localePath("en")
  }

  /// The languages, in the order of their files.
  var phrases: [Phrases] { languages.map(\.phrases) }

  /// Errors, with which nothing can be rendered: sentences that are missing or unknown,
  /// other placeholders than the English ones, plural rules and lists of words that do not fit.
  var errors: [RunFailure.Problem] {
    guard let english else {
      return [
        RunFailure.Problem(path: englishPath, message: "the English wording is missing")
      ]
    }
    let keys = english.plainKeys.union(Phrases.pluralKeys).sorted()
    let known = keys.map { ($0, english.placeholders(of: $0)) }
    return languages.flatMap { language in
      var findings = Self.ruleErrors(language) + Self.keyErrors(language, english)
      if language.phrases !== english { findings += Self.placeholderErrors(language, known) }
      findings += Self.wordErrors(language) + language.phrases.widthProblems
      return findings.map { Self.problem($0, .error, language) }
    }
  }

  private static func problem(
    _ finding: Finding, _ severity: Diagnostic.Severity, _ language: Language
  ) -> RunFailure.Problem {
    let mark = language.file.mark(nearest: finding.key)
    return RunFailure.Problem(
      path: language.path, line: mark.line, column: mark.column, severity: severity,
      message: finding.message)
  }

  /// Sentences that neither the program nor a template asks for.
  func unused(besides templates: Set<String>) -> [RunFailure.Problem] {
    guard let english = languages.first(where: { $0.phrases.locale == "en" }) else { return [] }
    let asked = english.phrases.askedKeys.union(templates)
    let unused = english.phrases.plainKeys.subtracting(asked).filter { key in
      !Phrases.codedPrefixes.contains { key.hasPrefix($0) }
    }
    return unused.sorted().map { key in
      Self.problem((key, "nothing asks for \(key.quoted)"), .warning, english)
    }
  }

  private typealias Finding = (key: String, message: String)

  private static func ruleErrors(_ language: Language) -> [Finding] {
    let rules = language.file.texts.filter { $0.key.hasPrefix(PluralForms.prefix) }
    return rules.sorted { $0.key < $1.key }.compactMap { key, rule -> Finding? in
      let name = key.dropFirst(PluralForms.prefix.count)
      guard PluralForms.names.contains(String(name)) else {
        let names = PluralForms.names.joined(separator: ", ")
        return (key, "'\(name)' is no plural form that needs a rule (expected \(names))")
      }
      guard PluralRule(rule) == nil else { return nil }
      return (key, "'\(rule)' is no plural rule (expected CLDR's form, like i = 1 and v = 0)")
    }
  }

  private static func keyErrors(_ language: Language, _ english: Phrases) -> [Finding] {
    let asked = language.phrases.askedKeys.union(english.plainKeys)
    let own = language.file.texts.keys.filter { !$0.hasPrefix(PluralForms.prefix) }
    let missing = asked.subtracting(own).sorted().map { key -> Finding in
      (key, "the sentence '\(key)' is missing")
    }
    let unknown = Set(own).subtracting(asked).sorted().map { key -> Finding in
      (key, "en.yml has no sentence \(key.quoted)")
    }
    return missing + unknown
  }

  /// All forms of a sentence are filled with the same values, so one of them may do without the
  /// count, but together they have what the English ones have.
  private static func placeholderErrors(
    _ language: Language, _ english: [(key: String, placeholders: Set<String>?)]
  ) -> [Finding] {
    english.flatMap { key, known -> [Finding] in
      guard let known, let own = language.phrases.placeholders(of: key), own != known else {
        return []
      }
      return own.subtracting(known).sorted().map { name in
        (key, "'\(key)' has the placeholder {\(name)}, which en.yml's sentence does not have")
      }
        + known.subtracting(own).sorted().map { name in
          (key, "'\(key)' lacks the placeholder {\(name)} of en.yml's sentence")
        }
    }
  }

  private static func wordErrors(_ language: Language) -> [Finding] {
    let counts: [(Phrase, Int)] = [
      (.`date.weekdays`, 7), (.`date.shortWeekdays`, 7), (.`date.months`, 12),
      (.`date.shortMonths`, 12),
    ]
    return counts.compactMap { phrase, count -> Finding? in
      guard let text = language.file.texts[phrase.key] else { return nil }
      let words = text.split(separator: " ").count
      guard words != count else { return nil }
      return (phrase.key, "'\(phrase.key)' has \(words) words (expected \(count))")
    }
  }
}
