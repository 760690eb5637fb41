internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import Synchronization

/// How many connections may still be taken.
private final class ConnectionLimit: Sendable {
  private let free: Mutex<Int>

  init(count: Int) { free = Mutex(count) }

  func take() -> Bool {
    free.withLock { count in
      guard count > 0 else { return false }
      count -= 1
      return true
    }
  }

  func give() { free.withLock { $0 += 1 } }
}

/// Answers on 127.0.0.1: one request a connection, and so many connections at a time.
struct PreviewServer: Sendable {
  private typealias Connection = NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>

  private static let mostConnections = 128

  private let listener: NIOAsyncChannel<Connection, Never>
  /// The port it listens on: the one asked for, or a free one where that was 0.
  let port: Int

  /// Listens from here on; connections wait until ``run(answering:)``.
  init(port: Int) async throws {
    listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .bind(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          try pipeline.configureHTTPServerPipeline(
            withPipeliningAssistance: false, withEncoderConfiguration: .init(),
            withDecoderLimitConfiguration: RequestLimits.headers)
          try pipeline.addHandler(RequestLimits())
          return try NIOAsyncChannel(wrappingChannelSynchronously: channel)
        }
      }
    self.port = listener.channel.localAddress?.port ?? port
  }

  /// Answers until it is cancelled.
  func run(answering answer: @escaping @Sendable (Request) async -> Response) async throws {
    let limit = ConnectionLimit(count: Self.mostConnections)
    try await listener.executeThenClose { connections in
      try await withThrowingDiscardingTaskGroup { group in
        for try await connection in connections {
          group.addTask {
            guard limit.take() else { return await Self.drop(connection) }
            await Self.hold(connection, answer)
            limit.give()
          }
        }
      }
    }
  }

  private static func drop(_ connection: Connection) async {
    do {
      try await connection.executeThenClose { _, _ in }
    } catch {
      // It was to be closed, and it is.
      return
    }
  }

  private static func hold(
    _ connection: Connection, _ answer: @Sendable (Request) async -> Response
  ) async {
    do {
      try await connection.executeThenClose { inbound, outbound in
        guard let request = try await request(from: inbound) else { return }
        let response = await answer(request)
        var parts = [HTTPServerResponsePart.head(head(of: response))]
        if request.method != "HEAD" {
          parts.append(.body(.byteBuffer(ByteBuffer(bytes: response.body))))
        }
        try await outbound.write(contentsOf: parts + [.end(nil)])
      }
    } catch {
      // The other side has gone, or was ended by a limit: there is nobody to tell.
      return
    }
  }

  private static func request(
    from inbound: NIOAsyncChannelInboundStream<HTTPServerRequestPart>
  ) async throws -> Request? {
    var request = Request()
    for try await part in inbound {
      switch part {
      case .head(let head):
        request.method = head.method.rawValue
        request.target = head.uri
        request.headers = head.headers.map { ($0.name, $0.value) }
      case .body(let bytes): request.body.append(contentsOf: bytes.readableBytesView)
      case .end: return request
      }
    }
    return nil
  }

  private static func head(of response: Response) -> HTTPResponseHead {
    var headers = HTTPHeaders(response.headers.map { ($0.name, $0.value) })
    headers.add(name: "Content-Length", value: String(response.body.count))
    headers.add(name: "Connection", value: "close")
    return HTTPResponseHead(
      version: .http1_1, status: HTTPResponseStatus(statusCode: response.status),
      headers: headers)
  }
}
