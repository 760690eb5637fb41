internal import Licensing
package import Templates

/// How a user starts to receive notifications and what they mean, by the configuration in force.
package enum HelpPages {
  /// Where the page leads; an address with a placeholder leads nowhere without an account.
  package struct Links: Sendable {
    let portal: String?
    let commerce: String?
    let support: String?
    let feedback: String?

    /// Links of the configuration; nil: none.
    package init(portal: String?, commerce: String?, support: String?, feedback: String?) {
      func whole(_ link: String?) -> String? { link.flatMap { $0.contains("{") ? nil : $0 } }
      self.portal = whole(portal)
      self.commerce = whole(commerce)
      self.support = whole(support)
      self.feedback = whole(feedback)
    }
  }

  /// As in `help-fr.html`.
  static func fileName(_ locale: String) -> String { "help-\(locale).html" }

  /// A page a language, and `help.html` in the one of the other pages.
  package static func files(
    _ languages: [Phrases], main locale: String, context: PageContext, links: Links,
    library: TemplateLibrary
  ) throws(TemplateErrors) -> [OutputFile] {
    var files: [OutputFile] = []
    for phrases in languages {
      let template = try library.template(
        "help.html", for: PageView.Kind.help.names, wording: phrases.wording, escaping: .html)
      let page = PageView(
        sentences: Sentences(phrases, texts: TextTable()), context: context)
      var bytes: [UInt8] = []
      template.render(values(page, languages, links).filled, into: &bytes)
      files.append(OutputFile(path: fileName(phrases.locale), bytes: bytes))
      if phrases.locale == locale { files.append(OutputFile(path: "help.html", bytes: bytes)) }
    }
    return files
  }

  private static func values(
    _ page: PageView, _ languages: [Phrases], _ links: Links
  ) -> ViewValues {
    var page = page
    let root = page.begin(
      HelpNames.self, .help, title: page.phrases.text(.`page.help.title`),
      paging: Paging("help", longest: 0), 1)
    for language in languages {
      let line = page.values.append(to: .languages, of: root, HelpLanguageNames.self)
      page.values.set(.name, of: line, language.text(.`language.name`))
      page.values.set(.locale, of: line, language.locale)
      page.values.set(.link, of: line, fileName(language.locale))
      page.values.set(.isCurrent, of: line, language.locale == page.phrases.locale)
    }
    fillRules(root, &page)
    page.values.set(.portalLink, of: root, links.portal ?? "")
    page.values.set(.commerceLink, of: root, links.commerce ?? "")
    page.values.set(.supportLink, of: root, links.support ?? "")
    page.values.set(.feedbackLink, of: root, links.feedback ?? "")
    return page.values
  }

  private static func fillRules(_ root: RecordSlot<HelpNames>, _ page: inout PageView) {
    let (phrases, settings) = (page.phrases, page.context.settings)
    let sentences = page.sentences
    func days(_ days: [Int]) -> String { sentences.list(days.map(phrases.number)) }
    let texts: [(HelpNames, String)] = [
      (
        .windows,
        phrases.text(
          .`page.help.windows.offered`, settings.windows.count, ["days": days(settings.windows)])
      ),
      (.preselected, phrases.text(.`page.help.windows.preselected`, settings.preselectedWindow)),
      (
        .milestones,
        phrases.text(
          .`page.help.days.milestones`, settings.milestones.count,
          ["days": days(settings.milestones)])
      ),
      (.expired, phrases.text(.`page.help.days.expired`, settings.expiredForDays)),
      (.registration, phrases.text(.`page.help.periods.registration`, settings.renewalDays)),
      (.authorization, phrases.text(.`page.help.periods.authorization`, settings.renewalDays)),
      (
        .grace,
        phrases.text(
          .`page.help.periods.grace`, settings.graceDays,
          ["period": phrases.number(settings.periodDays)])
      ),
      (.contact, phrases.text(.`page.help.periods.contact`, settings.contactDays)),
    ]
    for (name, text) in texts { page.values.set(name, of: root, text) }
  }
}
