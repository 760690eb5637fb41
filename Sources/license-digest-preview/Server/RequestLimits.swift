internal import NIOCore
internal import NIOHTTP1

/// Ends a connection that sends too much, or too slowly.
///
/// Header fields are limited where they are parsed (``headers``). A request must be there, whole,
/// ten seconds after the connection began, however it trickles in; a connection ends five minutes
/// after its request came, for one that never takes its answer.
final class RequestLimits: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  /// Bytes of a body: a form has a few hundred.
  static let bodySize = 64 << 10
  private static let requestTime = TimeAmount.seconds(10)
  private static let answerTime = TimeAmount.minutes(5)

  /// What a request's head may hold.
  static var headers: NIOHTTPDecoderLimitConfiguration {
    var limits = NIOHTTPDecoderLimitConfiguration()
    limits.maxHeaderFieldSize = 8 << 10
    limits.maxHeaderListSize = 32 << 10
    limits.maxHeaderFieldCount = 100
    return limits
  }

  private var size = 0
  private var isOver = false
  private var deadline: Scheduled<Void>?

  func handlerAdded(context: ChannelHandlerContext) {
    deadline = context.eventLoop.assumeIsolated().scheduleTask(in: Self.requestTime) {
      self.refuse(.requestTimeout, context)
    }
  }

  func handlerRemoved(context: ChannelHandlerContext) { deadline?.cancel() }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    // One request a connection: nothing that follows it is looked at.
    guard !isOver else { return }
    switch Self.unwrapInboundIn(data) {
    case .head(let head):
      let announced = head.headers.first(name: "content-length").flatMap { Int($0) }
      if announced ?? 0 > Self.bodySize { return refuse(.payloadTooLarge, context) }
    case .body(let part):
      size += part.readableBytes
      if size > Self.bodySize { return refuse(.payloadTooLarge, context) }
    case .end:
      isOver = true
      deadline?.cancel()
      deadline = context.eventLoop.assumeIsolated().scheduleTask(in: Self.answerTime) {
        context.close(promise: nil)
      }
    }
    context.fireChannelRead(data)
  }

  /// Answers, and lets go a moment later: closing at once would cut off the answer for one who
  /// still sends.
  private func refuse(_ status: HTTPResponseStatus, _ context: ChannelHandlerContext) {
    isOver = true
    deadline?.cancel()
    let head = HTTPResponseHead(
      version: .http1_1, status: status,
      headers: ["Connection": "close", "Content-Length": "0"])
    context.write(Self.wrapOutboundOut(.head(head)), promise: nil)
    context.writeAndFlush(Self.wrapOutboundOut(.end(nil)), promise: nil)
    deadline = context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(500)) {
      context.close(promise: nil)
    }
  }
}
