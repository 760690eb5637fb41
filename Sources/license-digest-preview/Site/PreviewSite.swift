/// What each address answers: published files, and below `/-/` the preview's own.
struct PreviewSite: Sendable {
  let requests: RequestGuard
  let files: OutputFiles
  let rebuilding: Rebuilding
  let preferences: PreferencesSite

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
    guard let path = OutputPath(request.path) else { return missing(state) }
    guard let bytes = files.bytes(of: path) else {
      return state.generation == 0 ? waiting(state) : missing(state)
    }
    guard path.isPage else {
      let isAsset = path.components.first == "assets"
      return Response(
        type: path.contentType, policy: isAsset ? .page : .sandbox, body: bytes)
    }
    let bar = PreviewBar(state: state, account: path.account)
    return Response(
      type: path.contentType, policy: .page, body: PageDressing.dress(bytes, with: bar))
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
      return await preferences.respond(to: request, state: state) ?? missing(state)
    default: return missing(state)
    }
  }

  private func missing(_ state: Rebuilding.State) -> Response {
    let main: Markup = "<h1>Nothing is published there</h1>\n<p><a href=\"/\">Accounts</a></p>"
    let page = PreviewPage(
      title: "Not found", bar: PreviewBar(state: state, reloads: false), main: main)
    return .page(page.markup, status: 404)
  }

  /// Before the first build is there; without a script the page asks again by itself.
  private func waiting(_ state: Rebuilding.State) -> Response {
    let title = state.failure == nil ? "The first build is on its way" : "The first build failed"
    let page = PreviewPage(
      title: title, bar: PreviewBar(state: state),
      head: "<noscript><meta http-equiv=\"refresh\" content=\"2\"></noscript>\n",
      main: "<h1>\(title)</h1>")
    return .page(page.markup)
  }

  /// Refused requests learn nothing but why, and get no page that could load something.
  private static func refusal(_ status: Int, _ reason: String) -> Response {
    Response(
      status: status, type: "text/plain; charset=utf-8", policy: .sandbox,
      body: Array("The preview does not answer this: \(reason).\n".utf8))
  }
}
