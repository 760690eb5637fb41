internal import Licensing
internal import Rendering
internal import Templates

/// What is the same for every account of a publication.
struct PublicationSetting: Sendable {
  let texts: TextTable
  let date: CalendarDate
  let since: CalendarDate
  let isCutShort: Bool
  /// The previous run; nil without one.
  let memory: RunMemory?
  let rules: RuleSettings
  let formats: Set<Configuration.Format>
  /// By the languages that anybody reads messages in.
  private(set) var renderers: [String: MessageRenderer]
  /// nil where no pages are made.
  private(set) var pages: PageRenderer?
  /// The pages of accounts that have another language than the run's, by account domain.
  private var ownPages: [String: PageRenderer] = [:]
  /// The language of what an account's folder holds for all of its readers, by account domain where
  /// it is not the run's.
  private var ownSentences: [String: Sentences] = [:]
  private var sentences: Sentences
  /// How to receive messages, in every language; empty where no pages are made.
  let help: [OutputFile]
  /// By account domain, in input order; empty where no pages are made.
  let problems: [String: DiagnosticLog]
  /// `{account}` is not filled in yet.
  let links: MessageLinks
  let unsubscribe: UnsubscribeLink?
  /// nil only where no mail is made.
  let sender: MailMessage.Sender?
  let sendTime: (minutes: Int, offset: Int)

  /// Compiles the templates for every language; fails where mails are wanted and nobody sends them.
  init(
    _ run: JudgedRun, templates: TemplateSet, formats: Set<Configuration.Format>,
    hasPages: Bool
  ) throws(RunFailure) {
    let configuration = run.configuration
    texts = run.inventory.texts
    date = run.date
    since = run.since
    isCutShort = run.inventory.isCutShort
    memory = run.memory
    rules = configuration.ruleSettings
    self.formats = formats
    links = configuration.messageLinks
    unsubscribe = configuration.links.unsubscribe.map(UnsubscribeLink.init)
    sender = try Self.sender(configuration.from, isNeeded: formats.contains(.eml))
    sendTime = (configuration.sendTime.minutes, configuration.sendTime.offset)
    var renderers: [String: MessageRenderer] = [:]
    let read = run.messageLocales
    for phrases in templates.phrases where read.contains(phrases.locale) {
      do throws(TemplateErrors) {
        renderers[phrases.locale] = try MessageRenderer(
          Sentences(phrases, texts: texts, date: date), library: templates.library)
      } catch {
        throw RunFailure(error)
      }
    }
    self.renderers = renderers
    func sentences(_ locale: String) throws(RunFailure) -> Sentences {
      Sentences(try Self.phrases(locale, templates), texts: run.inventory.texts, date: run.date)
    }
    self.sentences = try sentences(configuration.locale)
    for (domain, locale) in configuration.locales where locale != configuration.locale {
      ownSentences[domain] = try sentences(locale)
    }
    guard hasPages else {
      pages = nil
      help = []
      problems = [:]
      return
    }
    let context = PageContext(
      date: date, since: since, isCutShort: isCutShort, paths: run.files.map(\.path),
      settings: rules,
      hasProblemsOfNoAccount: run.diagnostics.contains {
        $0.severity != .note && $0.account == nil
      })
    pages = try Self.pages(context, locale: configuration.locale, texts: texts, templates)
    help = try Self.help(context, configuration, templates)
    var byLocale: [String: PageRenderer] = [:]
    for (domain, locale) in configuration.locales.sorted(by: { $0.key < $1.key })
    where locale != configuration.locale {
      if byLocale[locale] == nil {
        byLocale[locale] = try Self.pages(context, locale: locale, texts: texts, templates)
      }
      ownPages[domain] = byLocale[locale]
    }
    problems = run.diagnostics.byAccount
  }

  private static func phrases(
    _ locale: String, _ templates: TemplateSet
  ) throws(RunFailure) -> Phrases {
    guard let phrases = templates.phrases.first(where: { $0.locale == locale }) else {
      let known = templates.phrases.map(\.locale).joined(separator: ", ")
      throw RunFailure(
        "the configuration's locale is \(locale.quoted), which has no wording "
          + "(expected one of \(known))")
    }
    return phrases
  }

  /// The pages' templates, compiled in the language of the configuration.
  static func pages(
    _ context: PageContext, locale: String, texts: TextTable, _ templates: TemplateSet
  ) throws(RunFailure) -> PageRenderer {
    let phrases = try phrases(locale, templates)
    do throws(TemplateErrors) {
      return try PageRenderer(
        Sentences(phrases, texts: texts, date: context.date), context: context,
        library: templates.library)
    } catch {
      throw RunFailure(error)
    }
  }

  /// The help pages, by the configuration in force.
  static func help(
    _ context: PageContext, _ configuration: Configuration, _ templates: TemplateSet
  ) throws(RunFailure) -> [OutputFile] {
    let links = configuration.links
    do throws(TemplateErrors) {
      return try HelpPages.files(
        templates.phrases, main: configuration.locale, context: context,
        links: HelpPages.Links(
          portal: links.portal, commerce: links.commerce, support: links.support,
          feedback: links.feedback),
        library: templates.library)
    } catch {
      throw RunFailure(error)
    }
  }

  /// The pages of an account, in its language; nil where no pages are made.
  func pages(of domain: String) -> PageRenderer? { ownPages[domain] ?? pages }

  /// The sentences of an account's calendar, in its language.
  func sentences(of domain: String) -> Sentences { ownSentences[domain] ?? sentences }

  /// The same with renderers that share no memory with these.
  var separated: PublicationSetting {
    var copy = self
    copy.renderers = renderers.mapValues(\.separated)
    copy.pages = pages?.separated
    copy.sentences = sentences.separated
    copy.ownSentences = ownSentences.mapValues(\.separated)
    copy.ownPages = ownPages.mapValues(\.separated)
    return copy
  }

  private static func sender(
    _ from: String?, isNeeded: Bool
  ) throws(RunFailure) -> MailMessage.Sender? {
    guard let from else {
      guard isNeeded else { return nil }
      throw RunFailure(
        "the format eml needs a sender (set 'from' in the configuration, "
          + "for example from: License Digest <digest@portal.example>)")
    }
    guard let sender = MailMessage.Sender(from) else {
      throw RunFailure(
        "'from' is \(from.quoted), which is no address "
          + "(expected for example License Digest <digest@portal.example>)")
    }
    return sender
  }
}

extension JudgedRun {
  /// The languages of all messages that may be made.
  fileprivate var messageLocales: Set<String> {
    grants.reduce(into: []) { locales, grants in
      for grant in grants.dailySummaries { locales.insert(grant.locale) }
      for grant in grants.statusNotices { locales.insert(grant.locale) }
    }
  }
}

extension Configuration {
  /// Where messages lead; `{account}` is not filled in yet.
  var messageLinks: MessageLinks {
    MessageLinks(
      portal: links.portal, commerce: links.commerce, support: links.support, pages: links.pages)
  }
}
