internal import Rendering

/// What every page of the preview needs: the state of the build, a language, and its frame.
struct Surroundings: Sendable {
  let state: Rebuilding.State
  let phrases: Phrases
  let frame: SiteFrame

  /// A page with the preview's bar.
  func page(
    title: String, account: String? = nil, reloads: Bool = false, head: Markup = "", main: Markup
  ) -> Markup {
    PreviewPage(
      title: title, frame: frame,
      bar: PreviewBar(state: state, phrases: phrases, account: account, reloads: reloads),
      head: head, main: main
    ).markup
  }
}
