internal import Licensing
internal import Rendering
internal import Templates

/// Everything that is wrong with a folder of templates, of all kinds at once.
struct TemplateCheck {
  /// In the order of the checks: wording, assets, templates by path, line and column.
  let problems: [RunFailure.Problem]
  /// Sentences that nothing asks for.
  let warnings: [RunFailure.Problem]
  /// The languages, sorted.
  let locales: [String]
  let templateCount: Int

  /// Reads and compiles everything; fails only where a folder cannot be read.
  init(_ folder: TemplateFolder) throws(RunFailure) {
    var problems: [RunFailure.Problem] = []
    var files: [(locale: String, file: LocaleFile)] = []
    for locale in try folder.locales().sorted() {
      do throws(RunFailure) {
        files.append((locale, try LocaleFile.read(folder.localePath(locale))))
      } catch {
        problems += error.problems
      }
    }
    locales = files.map(\.locale)
    do throws(RunFailure) {
      _ = try folder.assets()
    } catch {
      problems += error.problems
    }
    let wording = WordingCheck(files, in: folder)
    problems += wording.errors
    do throws(RunFailure) {
      let library = try folder.library()
      templateCount = library.names.count
      warnings = wording.unused(besides: library.askedNames)
      problems += Self.problems(of: library, files)
    } catch {
      templateCount = 0
      warnings = []
      problems += error.problems
    }
    self.problems = problems
  }

  /// What compiling for each language reports; what several report is reported once.
  private static func problems(
    of library: TemplateLibrary, _ files: [(locale: String, file: LocaleFile)]
  ) -> [RunFailure.Problem] {
    let english = files.first { $0.locale == "en" }?.file.texts ?? [:]
    var found: Set<TemplateErrors.Problem> = []
    for (locale, file) in files {
      // A sentence that only this language lacks is reported for its file, not every template; the
      // English ones that stand in for it have English forms.
      let own = file.texts.filter { !$0.key.hasPrefix(PluralForms.prefix) }
      let phrases = Phrases(locale: locale, wording: own.merging(english) { own, _ in own })
      if phrases.isComplete { found.formUnion(problems(of: library, phrases)) }
    }
    return found.sorted {
      ($0.path, $0.line, $0.column, $0.message) < ($1.path, $1.line, $1.column, $1.message)
    }.map(RunFailure.Problem.init)
  }

  private static func problems(
    of library: TemplateLibrary, _ phrases: Phrases
  ) -> [TemplateErrors.Problem] {
    let sentences = Sentences(phrases, texts: TextTable())
    let context = PageContext(
      date: .last, since: .last, isCutShort: false, paths: [], settings: RuleSettings())
    var problems: [TemplateErrors.Problem] = []
    do throws(TemplateErrors) {
      _ = try MessageRenderer(sentences, library: library)
    } catch {
      problems += error.problems
    }
    do throws(TemplateErrors) {
      _ = try PageRenderer(sentences, context: context, library: library)
    } catch {
      problems += error.problems
    }
    return problems
  }
}
