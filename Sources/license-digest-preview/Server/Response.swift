internal import FoundationEssentials
internal import SystemPackage

/// What the preview answers: one a connection.
struct Response: Sendable {
  /// What a browser may do with a body of ours; every response has one of these.
  enum Policy: String {
    /// A published page: its own policy is in it, and this one keeps others from framing it.
    case page = "frame-ancestors 'self'"
    /// A mail, or whatever is no page of ours: no script, no form, no origin.
    case sandbox = """
      sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; \
      frame-ancestors 'self'
      """
    /// A page of the preview itself.
    case own = """
      default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
      frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'
      """
  }

  /// What is sent: bytes, or a file, piece by piece.
  enum Body {
    case bytes([UInt8])
    case file(FilePath)
  }

  var status: Int
  var headers: [(name: String, value: String)]
  var body: Body

  init(status: Int = 200, type: String, policy: Policy, body: [UInt8]) {
    self.init(status: status, type: type, policy: policy, body: .bytes(body))
  }

  init(status: Int = 200, type: String, policy: Policy, body: Body) {
    self.status = status
    self.body = body
    headers = [
      ("Content-Type", type), ("Content-Security-Policy", policy.rawValue),
      ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin"),
      ("Cross-Origin-Resource-Policy", "same-origin"),
      ("Cross-Origin-Opener-Policy", "same-origin"), ("Cache-Control", "no-store"),
    ]
  }

  /// A page of the preview itself.
  static func page(_ markup: Markup, status: Int = 200) -> Response {
    Response(
      status: status, type: "text/html; charset=utf-8", policy: .own,
      body: Array(markup.text.utf8))
  }

  /// What a script of ours asked for.
  static func json(_ value: some Encodable) -> Response {
    do {
      return Response(
        type: "application/json", policy: .sandbox, body: Array(try JSONEncoder().encode(value)))
    } catch {
      preconditionFailure("texts and numbers are always JSON: \(error)")
    }
  }

  /// Sends the browser to another page of the preview.
  static func redirect(to path: String) -> Response {
    var response = Response(
      status: 303, type: "text/plain; charset=utf-8", policy: .sandbox, body: [])
    response.headers.append(("Location", path))
    return response
  }
}
