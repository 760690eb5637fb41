package import Licensing
package import Templates

/// The pages of one list, each made when it is asked for, so that none waits in memory.
package struct PageSeries: Sendable {
  /// How many pages there are; at least one.
  package let count: Int
  private let make: @Sendable (Int) -> OutputFile

  init(count: Int, make: @escaping @Sendable (Int) -> OutputFile) {
    self.count = count
    self.make = make
  }

  /// The page of a number, from 1.
  package func page(_ number: Int) -> OutputFile { make(number) }
}

/// Renders the pages in one language.
package struct PageRenderer: Sendable {
  private var sentences: Sentences
  private let context: PageContext
  private var templates: [PageView.Kind: Template]

  /// Compiles the templates of all pages; the errors are those of all of them.
  package init(
    _ sentences: Sentences, context: PageContext, library: TemplateLibrary
  ) throws(TemplateErrors) {
    self.sentences = sentences
    self.context = context
    var problems: [TemplateErrors.Problem] = []
    var templates: [PageView.Kind: Template] = [:]
    for kind in PageView.Kind.allCases {
      do throws(TemplateErrors) {
        templates[kind] = try library.template(
          "\(kind.rawValue).html", for: kind.names, wording: sentences.phrases.wording,
          escaping: .html)
      } catch {
        problems += error.problems
      }
    }
    guard problems.isEmpty else { throw TemplateErrors(problems: problems) }
    self.templates = templates
  }

  /// The same renderer, in memory of its own.
  package var separated: PageRenderer {
    var copy = self
    copy.sentences = sentences.separated
    copy.templates = templates.mapValues(\.separated)
    return copy
  }

  /// The pages of one account, in its folder.
  package func accountPages(
    _ report: AccountReport, overview: AccountOverview, messages: [MessageManifest],
    problems: DiagnosticLog, links: MessageLinks
  ) -> PageSeries {
    let view = AccountView(
      report, overview: overview, messages: messages, problems: problems, links: links,
      texts: sentences.texts)
    let folder = "accounts/\(sentences.texts.string(report.account.domain))/"
    return series(.account, view.paging, folder: folder, values: view.values)
  }

  /// `index.html`: the accounts, and the problems of the run.
  package func indexPages(
    _ accounts: [AccountOverview], problems: DiagnosticLog
  ) -> PageSeries {
    let view = IndexView(accounts, problems: problems, texts: sentences.texts)
    return series(.index, view.paging, values: view.values)
  }

  /// `alerts.html`: the alerts of all accounts; in `commerce`, `{account}` is filled.
  package func alertPages(_ accounts: [AccountOverview], commerce: String?) -> PageSeries {
    let view = AlertsView(accounts, commerce: commerce)
    return series(.alerts, view.paging, values: view.values)
  }

  /// `coverage.html`: what nobody is told of, and who is told nothing.
  package func coveragePages(_ accounts: [AccountOverview]) -> PageSeries {
    let view = CoverageView(accounts)
    return series(.coverage, view.paging, values: view.values)
  }

  /// `view.html`: every message, in the order of `messages.jsonl`.
  package func messagePages(_ messages: [MessageManifest]) -> PageSeries {
    let view = MessagePageView(messages)
    return series(.view, view.paging, values: view.values)
  }

  private func series(
    _ kind: PageView.Kind, _ paging: Paging, folder: String = "",
    values: @escaping @Sendable (Int, PageView) -> ViewValues
  ) -> PageSeries {
    guard let template = templates[kind] else {
      preconditionFailure("every kind of page has a template")
    }
    let empty = PageView(sentences: sentences, context: context)
    return PageSeries(count: paging.count) { number in
      var bytes: [UInt8] = []
      bytes.reserveCapacity(kind == .account ? 64 << 10 : 512 << 10)
      template.render(values(number, empty).filled, into: &bytes)
      return OutputFile(
        path: folder + paging.fileName(number), bytes: bytes, isPrivate: kind.isPrivate)
    }
  }
}

extension PageView.Kind {
  private static let records = allCases.map { ($0, $0.declaredNames) }

  /// The names its template may use.
  var names: TemplateRecord {
    Self.records.first { $0.0 == self }?.1 ?? declaredNames
  }

  private var declaredNames: TemplateRecord {
    switch self {
    case .index: IndexNames.record
    case .alerts: AlertsPageNames.record
    case .account: AccountNames.record
    case .coverage: CoverageNames.record
    case .view: MessagePageNames.record
    case .help: HelpNames.record
    }
  }

  /// Whether it holds addresses.
  fileprivate var isPrivate: Bool { self != .alerts && self != .help }
}
