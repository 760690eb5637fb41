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
    guard let program = try? Environment.program() else { return own }
    let folders = program.split(separator: "/").dropLast(2)
    return "/" + (folders + ["share", "license-digest", "templates"]).joined(separator: "/")
  }

  /// Reads everything; the failure has every problem of the first kind met.
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

  /// Where the wording of a language is.
  func localePath(_ locale: String) -> String { "\(path)/locales/\(locale).yml" }

  /// The wording of every language there is, sorted by its name; the same keys in all of them.
  func phrases() throws(RunFailure) -> [Phrases] {
    var files: [(locale: String, file: LocaleFile)] = []
    for locale in try locales().sorted() {
      files.append((locale, try LocaleFile.read(localePath(locale))))
    }
    let check = WordingCheck(files, in: self)
    let problems = check.errors
    guard problems.isEmpty else { throw RunFailure(problems) }
    return check.phrases
  }

  /// Every template and partial, parsed: `daily.html` is `daily.html.mustache`.
  func library() throws(RunFailure) -> TemplateLibrary {
    var sources: [String: TemplateSource] = [:]
    for folder in [path, path + "/partials"] {
      for name in try names(in: folder) where name.hasSuffix(Self.ending) {
        let source = TemplateSource(
          path: "\(folder)/\(name)", bytes: try bytes(of: "\(folder)/\(name)"))
        let template = String(name.dropLast(Self.ending.count))
        if sources.updateValue(source, forKey: template) != nil {
          throw RunFailure([
            RunFailure.Problem(
              path: source.path, message: "there are two templates of this name")
          ])
        }
      }
    }
    do throws(TemplateErrors) {
      return try TemplateLibrary(sources)
    } catch {
      throw RunFailure(error)
    }
  }

  /// The folders it has beside the templates of messages and pages themselves.
  static let folders = ["assets", "locales", "partials"]

  /// All files that are read here, by their paths below the folder, sorted.
  func files() throws(RunFailure) -> [OutputFile] {
    let endings = ["locales/": ".yml", "partials/": Self.ending, "": Self.ending]
    var files = try assets()
    for (folder, ending) in endings.sorted(by: { $0.key < $1.key }) {
      for name in try names(in: folder.isEmpty ? path : "\(path)/\(folder.dropLast())")
      where name.hasSuffix(ending) {
        files.append(
          OutputFile(path: folder + name, bytes: try bytes(of: "\(path)/\(folder)\(name)")))
      }
    }
    return files
  }

  /// Style sheets, scripts and pictures, as all pages load them.
  ///
  /// A link may lead to anything, and a folder would be published with all it holds: both are
  /// problems.
  func assets() throws(RunFailure) -> [OutputFile] {
    let folder = path + "/assets"
    var files: [OutputFile] = []
    var problems: [RunFailure.Problem] = []
    for name in try names(in: folder) {
      let source = "\(folder)/\(name)"
      do throws(SystemError) {
        if let problem = try Self.problem(ofAsset: source) {
          problems.append(RunFailure.Problem(path: source, message: problem))
        } else {
          let bytes = try FileReading.bytes(of: source, limit: FileReading.handwritten)
          files.append(OutputFile(path: "assets/\(name)", bytes: bytes))
        }
      } catch {
        problems.append(
          RunFailure.Problem(path: source, message: "cannot be read: \(error.text)"))
      }
    }
    guard problems.isEmpty else { throw RunFailure(problems) }
    return files
  }

  /// Why it is not published; nil where it is.
  private static func problem(ofAsset path: String) throws(SystemError) -> String? {
    switch try FileStatus(of: path, followingLinks: false).kind {
    case .file: nil
    case .folder: "a folder is not published (put its files into assets itself)"
    case .link: "a link is not published (put the file itself there)"
    case .other: "not a regular file"
    }
  }

  /// The names in a folder, sorted; hidden files are an editor's and no part of the templates.
  private func names(in folder: String) throws(RunFailure) -> [String] {
    do throws(SystemError) {
      return try FileReading.names(in: folder).filter { !$0.hasPrefix(".") }.sorted()
    } catch {
      throw RunFailure(unreadable: folder, error)
    }
  }

  private func bytes(of path: String) throws(RunFailure) -> [UInt8] {
    do throws(SystemError) {
      return try FileReading.bytes(of: path, limit: FileReading.handwritten)
    } catch {
      throw RunFailure(unreadable: path, error)
    }
  }
}
