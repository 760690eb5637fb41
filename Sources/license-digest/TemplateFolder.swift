internal import Rendering
internal import Templates

/// All a person reads: templates, wording and assets, as the run uses them.
struct TemplateSet {
  /// The wording of every language, sorted by its name; English is among them.
  let phrases: [Phrases]
  let library: TemplateLibrary
  /// Style sheet and script of the pages.
  let assets: [OutputFile]

  var locales: Set<String> { Set(phrases.map(\.locale)) }
}

/// The folder of templates: as given, in the working folder, or the installed one.
struct TemplateFolder {
  private static let ending = ".mustache"

  let path: String

  /// The folder of an option; else `./templates`, else the one installed beside the binary.
  init(_ path: String?) {
    self.path = path ?? Self.found
  }

  private static var found: String {
    let own = "templates"
    if FileReading.isReadable(own + "/daily.html.mustache") { return own }
    guard let binary = FileReading.realPath("/proc/self/exe") else { return own }
    let folders = binary.split(separator: "/").dropLast(2)
    return "/" + (folders + ["share", "license-digest", "templates"]).joined(separator: "/")
  }

  /// Reads everything; the failure tells every error of the first kind met.
  func load() throws(RunFailure) -> TemplateSet {
    TemplateSet(phrases: try phrases(), library: try library(), assets: try assets())
  }

  /// The languages there are, by the names of their files.
  func locales() throws(RunFailure) -> Set<String> {
    Set(
      try names(in: path + "/locales").filter { $0.hasSuffix(".yml") }.map {
        String($0.dropLast(4))
      })
  }

  /// The wording of every language there is, sorted by its name; the same keys in all of them.
  func phrases() throws(RunFailure) -> [Phrases] {
    let folder = path + "/locales"
    var all: [Phrases] = []
    for name in try names(in: folder) where name.hasSuffix(".yml") {
      let file = try LocaleFile.read("\(folder)/\(name)")
      all.append(Phrases(locale: String(name.dropLast(4)), wording: file.texts))
    }
    guard let english = all.first(where: { $0.locale == "en" }) else {
      throw RunFailure("\(folder)/en.yml: error: the English wording is missing")
    }
    let keys = Set(english.wording.keys)
    for phrases in all {
      let missing = phrases.missingKeys + keys.subtracting(phrases.wording.keys)
      let unknown = Set(phrases.wording.keys).subtracting(keys)
      try Self.check("\(folder)/\(phrases.locale).yml", missing: missing, unknown: unknown)
    }
    return all
  }

  private static func check(
    _ path: String, missing: [String], unknown: Set<String>
  ) throws(RunFailure) {
    let lines =
      Set(missing).sorted().map { "\(path): error: the sentence '\($0)' is missing" }
      + unknown.sorted().map { "\(path): error: en.yml has no sentence '\($0)'" }
    guard lines.isEmpty else { throw RunFailure(lines.joined(separator: "\n")) }
  }

  /// Every template and partial, parsed: `daily.html` is `daily.html.mustache`.
  private func library() throws(RunFailure) -> TemplateLibrary {
    var sources: [String: TemplateSource] = [:]
    for folder in [path, path + "/partials"] {
      for name in try names(in: folder) where name.hasSuffix(Self.ending) {
        let source = TemplateSource(
          path: "\(folder)/\(name)", bytes: try bytes(of: "\(folder)/\(name)"))
        let template = String(name.dropLast(Self.ending.count))
        if sources.updateValue(source, forKey: template) != nil {
          throw RunFailure("\(source.path): error: there are two templates of this name")
        }
      }
    }
    do throws(TemplateErrors) {
      return try TemplateLibrary(sources)
    } catch {
      throw RunFailure(error)
    }
  }

  private func assets() throws(RunFailure) -> [OutputFile] {
    let folder = path + "/assets"
    var files: [OutputFile] = []
    for name in try names(in: folder) {
      files.append(OutputFile(path: "assets/\(name)", bytes: try bytes(of: "\(folder)/\(name)")))
    }
    return files
  }

  private func names(in folder: String) throws(RunFailure) -> [String] {
    do throws(SystemError) {
      return try FileReading.names(in: folder).sorted()
    } catch {
      throw RunFailure("\(folder): error: cannot be read: \(error.text)")
    }
  }

  private func bytes(of path: String) throws(RunFailure) -> [UInt8] {
    do {
      return try FileReading.bytes(of: path)
    } catch let error as SystemError {
      throw RunFailure("\(path): error: cannot be read: \(error.text)")
    } catch {
      throw RunFailure("\(path): error: \(error)")
    }
  }
}

extension RunFailure {
  /// Templates that cannot be right: every error, one a line.
  init(_ errors: TemplateErrors) {
    self.init(errors.problems.map(\.description).joined(separator: "\n"))
  }
}
