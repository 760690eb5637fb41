/// Who may ask what, decided by a request's head alone.
///
/// A page of another origin can make a browser ask anything of 127.0.0.1, and can have its own name
/// lead there (DNS rebinding). So a request needs our host name, no foreign origin, and the token.
struct RequestGuard: Sendable {
  enum Verdict: Hashable {
    case allowed
    /// The first visit by the printed address: the token becomes a cookie, and leaves the address.
    case welcome(path: String)
    case refused(status: Int, reason: String)
  }

  let port: Int
  let token: AccessToken

  /// Cookies do not know ports, so that two previews need two names.
  var cookieName: String { "license-digest-preview-\(port)" }

  /// `HttpOnly`: no script reads it; `SameSite=Strict`: no page of another site sends it.
  var cookie: String {
    "\(cookieName)=\(token.text); Path=/; HttpOnly; SameSite=Strict"
  }

  func verdict(on request: Request) -> Verdict {
    guard request.target.utf8.first == UInt8(ascii: "/") else {
      return .refused(status: 400, reason: "the target is no path")
    }
    let hosts = request.values(of: "host")
    guard hosts.count == 1, isOwn(host: hosts[0]) else {
      return .refused(status: 403, reason: "this address is not the preview's")
    }
    guard ["GET", "HEAD", "POST"].contains(request.method) else {
      return .refused(status: 405, reason: "the preview knows GET, HEAD and POST")
    }
    guard isFromOwnPage(request, host: hosts[0]) else {
      return .refused(
        status: 403, reason: "another site's page asked for this (paste the address instead)")
    }
    if hasCookie(request) {
      return request.query["token"] == nil ? .allowed : .welcome(path: ownPath(request))
    }
    if request.method != "POST", hasTokenInAddress(request) {
      return .welcome(path: ownPath(request))
    }
    return .refused(
      status: 403, reason: "it needs the address with the token that the terminal printed")
  }

  /// Whether a request carries the token, whatever else speaks against it.
  func isHolder(_ request: Request) -> Bool { hasCookie(request) || hasTokenInAddress(request) }

  private func hasCookie(_ request: Request) -> Bool {
    request.cookies(named: cookieName).contains(where: token.matches)
  }

  private func hasTokenInAddress(_ request: Request) -> Bool {
    request.query["token"].map(token.matches) ?? false
  }

  private func isOwn(host: String) -> Bool {
    let names = ["127.0.0.1", "localhost"]
    return names.contains { name in
      host.lowercased() == "\(name):\(port)" || (port == 80 && host.lowercased() == name)
    }
  }

  /// Browsers say where a request comes from in `Sec-Fetch-Site` and `Origin`.
  ///
  /// A page of another port is `same-site` and still another's. A POST must say it, one way or the
  /// other.
  private func isFromOwnPage(_ request: Request, host: String) -> Bool {
    let sites = request.values(of: "sec-fetch-site")
    let origins = request.values(of: "origin")
    guard sites.count <= 1, origins.count <= 1 else { return false }
    if let site = sites.first {
      // `none`: typed, or opened by the terminal; never the case of a form.
      let known = request.method == "POST" ? ["same-origin"] : ["same-origin", "none"]
      guard known.contains(site) else { return false }
    }
    if let origin = origins.first { return origin == "http://\(host)" }
    return request.method != "POST" || !sites.isEmpty
  }

  /// Never `//name` or `/\name`, which lead to another host.
  private func ownPath(_ request: Request) -> String {
    OutputPath(request.path)?.target ?? "/"
  }
}
