package import Licensing
package import Templates

/// Renders messages in one language: the HTML within its budget, and the text of the same lines.
package struct MessageRenderer: Sendable {
  /// The bodies of one message.
  package struct Bodies: Sendable {
    /// UTF-8, under the size at which mails are clipped.
    package var html: [UInt8]
    /// UTF-8, the same lines.
    package var text: [UInt8]
  }

  private static let names = MessageNames.record

  /// The wording of the message's language.
  package private(set) var sentences: Sentences
  private var html: [MessageKind: Template]
  private var text: [MessageKind: Template]

  /// Compiles the templates of both messages; the errors are those of all of them.
  package init(
    _ sentences: Sentences, library: TemplateLibrary
  ) throws(TemplateErrors) {
    self.sentences = sentences
    var problems: [TemplateErrors.Problem] = []
    func compile(_ name: String, _ escaping: Escaping) -> Template? {
      do throws(TemplateErrors) {
        return try library.template(
          name, for: Self.names, wording: sentences.phrases.wording, escaping: escaping)
      } catch {
        problems += error.problems
        return nil
      }
    }
    var html: [MessageKind: Template] = [:]
    var text: [MessageKind: Template] = [:]
    for (kind, name) in [(MessageKind.dailySummary, "daily"), (.statusNotice, "notice")] {
      html[kind] = compile(name + ".html", .html)
      text[kind] = compile(name + ".txt", .none)
    }
    guard problems.isEmpty else { throw TemplateErrors(problems: problems) }
    self.html = html
    self.text = text
  }

  /// The same renderer, in memory of its own.
  package var separated: MessageRenderer {
    var copy = self
    copy.sentences = sentences.separated
    copy.html = html.mapValues(\.separated)
    copy.text = text.mapValues(\.separated)
    return copy
  }

  /// The bodies of a message; lines are left out of both until the HTML is under 90 KiB.
  package func bodies(
    of digest: Digest, account: SmartAccount, subject: String, links: MessageLinks
  ) -> Bodies {
    guard let html = html[digest.kind], let text = text[digest.kind] else {
      preconditionFailure("both kinds of message have templates")
    }
    var bodies = Bodies(html: [], text: [])
    bodies.html.reserveCapacity(16_384)
    bodies.text.reserveCapacity(4_096)
    let entries = digest.alerts.entries
    let major = entries.count { $0.worst.severity == .major }
    let all = MessageBudget(
      expiring: digest.expiring.count, renewed: digest.renewed.count, major: major,
      minor: entries.count - major,
      events: digest.events.count, totals: digest.totals.count)
    var room = 1
    var budget = MessageBudget(all, room: room)
    while true {
      let view = MessageView(
        digest, entries: entries, account: account, subject: subject, sentences: sentences,
        links: links,
        budget: budget)
      var sizes: [Int]?
      if all.isLong {
        sizes = html.renderMeasuring(view.values.filled, into: &bodies.html)
      } else {
        html.render(view.values.filled, into: &bodies.html)
      }
      let excess = bodies.html.count - MessageBudget.limit
      if excess <= 0, budget != all, budget == MessageBudget(all, room: room) {
        room *= 2
        budget = MessageBudget(all, room: room)
      } else if excess <= 0 || !leaveOut(excess, of: &budget, html, view, sizes) {
        text.render(view.values.filled, into: &bodies.text)
        return bodies
      }
      bodies.html.removeAll(keepingCapacity: true)
    }
  }

  /// Leaves out lines of at least that many bytes; false where there are none.
  ///
  /// Where lines were not measured, since so few seldom need to be, they are now.
  private func leaveOut(
    _ excess: Int, of budget: inout MessageBudget, _ html: Template, _ view: MessageView,
    _ measured: [Int]?
  ) -> Bool {
    var bytes: [UInt8] = []
    let sizes = measured ?? html.renderMeasuring(view.values.filled, into: &bytes)
    // The sentences that say what is left out take room themselves.
    return budget.leaveOut(excess + 600, sizes: view.slots.sizes(sizes))
  }
}
