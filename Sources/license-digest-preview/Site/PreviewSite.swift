internal import Rendering

/// What each address answers: published files, and below `/-/` the preview's own.
struct PreviewSite: Sendable {
  let requests: RequestGuard
  let files: OutputFiles
  let rebuilding: Rebuilding
  let languages: SiteLanguages
  let preferences: PreferencesSite
  let dismissals: DismissalsSite

  func respond(to request: Request) async -> Response {
    switch requests.verdict(on: request) {
    case .refused(let status, let reason): return Self.refusal(status, reason)
    case .welcome(let path):
      var response = Response.redirect(to: path)
      response.headers.append(("Set-Cookie", requests.cookie))
      return response
    case .allowed: return await answer(request)
    }
  }

  private func answer(_ request: Request) async -> Response {
    if request.path == "/-" || request.path.hasPrefix("/-/") { return await ownAnswer(request) }
    guard request.method != "POST" else {
      return Self.refusal(405, "a published file is only read")
    }
    let state = await rebuilding.state
    guard let path = OutputPath(request.path) else { return await missing(state) }
    guard path.isPage else {
      guard let file = files.file(at: path) else { return await missing(state) }
      let isAsset = path.components.first == "assets"
      return Response(
        type: path.contentType, policy: isAsset ? .page : .sandbox, body: .file(file))
    }
    guard let bytes = files.bytes(of: path) else {
      return state.generation == 0 ? await waiting(state) : await missing(state)
    }
    let locale = SiteFrame.locale(of: String(decoding: bytes.prefix(256), as: UTF8.self))
    let bar = PreviewBar(
      state: state, phrases: await languages.phrases(locale, of: state.generation),
      account: path.account)
    var form: DismissalsForm?
    if let account = path.account, path.components.last == "alerts.html" {
      form = await dismissals.form(of: account, state, bar.phrases)
    }
    return Response(
      type: path.contentType, policy: .page, body: PageDressing.dress(bytes, with: bar, form))
  }

  private func ownAnswer(_ request: Request) async -> Response {
    let state = await rebuilding.state
    switch request.path {
    case "/-/preview.css":
      return Response(
        type: "text/css; charset=utf-8", policy: .page, body: PackageResources.preview_css)
    case "/-/preview.js":
      return Response(
        type: "text/javascript; charset=utf-8", policy: .page, body: PackageResources.preview_js)
    case "/-/preferences.css":
      return Response(
        type: "text/css; charset=utf-8", policy: .page, body: PackageResources.preferences_css)
    case "/-/preferences.js":
      return Response(
        type: "text/javascript; charset=utf-8", policy: .page,
        body: PackageResources.preferences_js)
    case "/-/state": return .json(state)
    case "/-/preferences",
      _ where request.path.hasPrefix("/-/preferences/"):
      let account = request.path.split(separator: "/").dropFirst(2).first.map(String.init)
      let around = await surroundings(state, account: account)
      return await preferences.respond(to: request, around) ?? missing(around)
    case _ where request.path.hasPrefix("/-/alerts/"):
      let account = request.path.split(separator: "/").dropFirst(2).first.map(String.init)
      let around = await surroundings(state, account: account)
      return await dismissals.respond(to: request, around) ?? missing(around)
    default: return await missing(state)
    }
  }

  /// The language of an account's page, or of the first page, and the frame of that language.
  private func surroundings(
    _ state: Rebuilding.State, account: String? = nil
  ) async -> Surroundings {
    let first = SiteFrame(files.bytes(at: "/index.html"))
    let own = account.flatMap { files.bytes(at: "/accounts/\($0)/alerts.html") }
      .map { SiteFrame.locale(of: String(decoding: $0.prefix(256), as: UTF8.self)) }
    let locale = own ?? first.locale
    let phrases = await languages.phrases(locale, of: state.generation)
    guard locale != first.locale, let help = files.bytes(at: "/help-\(locale).html") else {
      return Surroundings(state: state, phrases: phrases, frame: first)
    }
    return Surroundings(state: state, phrases: phrases, frame: SiteFrame(help))
  }

  private func missing(_ state: Rebuilding.State) async -> Response {
    missing(await surroundings(state))
  }

  private func missing(_ around: Surroundings) -> Response {
    let phrases = around.phrases
    let title = phrases.text(.missing)
    return .page(
      around.page(
        title: title,
        main: "<h1>\(title)</h1>\n<p><a href=\"/\">\(phrases.text(.accounts))</a></p>"),
      status: 404)
  }

  /// Before the first build is there; without a script the page asks again by itself.
  private func waiting(_ state: Rebuilding.State) async -> Response {
    let around = await surroundings(state)
    let title = around.phrases.text(state.failure == nil ? .waiting : .firstFailed)
    return .page(
      around.page(
        title: title, reloads: true,
        head: "<noscript><meta http-equiv=\"refresh\" content=\"2\"></noscript>\n",
        main: "<h1>\(title)</h1>"))
  }

  /// Refused requests learn nothing but why, and get no page that could load something.
  private static func refusal(_ status: Int, _ reason: String) -> Response {
    Response(
      status: status, type: "text/plain; charset=utf-8", policy: .sandbox,
      body: Array("The preview does not answer this: \(reason).\n".utf8))
  }
}
