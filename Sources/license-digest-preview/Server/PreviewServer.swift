internal import Glibc
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import SystemPackage

/// Answers on 127.0.0.1: one request a connection.
struct PreviewServer: Sendable {
  private typealias Connection = NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>
  private typealias Outbound = NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>

  /// Bytes of a file that are in memory at a time.
  private static let pieceSize = 64 << 10

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

  /// Answers until it is cancelled; `isHolder` says of a request whether it carries the token.
  func run(
    isHolder: @escaping @Sendable (Request) -> Bool,
    answering answer: @escaping @Sendable (Request) async -> Response
  ) async throws {
    let limit = ConnectionLimit(silent: 128, strangers: 16, holders: 128)
    try await listener.executeThenClose { connections in
      try await withThrowingDiscardingTaskGroup { group in
        for try await connection in connections {
          group.addTask { await Self.hold(connection, limit, isHolder, answer) }
        }
      }
    }
  }

  private static func hold(
    _ connection: Connection, _ limit: ConnectionLimit, _ isHolder: @Sendable (Request) -> Bool,
    _ answer: @Sendable (Request) async -> Response
  ) async {
    let number = limit.enter(connection.channel)
    defer { limit.leave(number) }
    do {
      try await connection.executeThenClose { inbound, outbound in
        guard let request = try await request(from: inbound) else { return }
        let isHolder = isHolder(request)
        guard limit.ask(number, isHolder: isHolder) else { return }
        defer { limit.finish(isHolder: isHolder) }
        try await send(await answer(request), isHead: request.method == "HEAD", to: outbound)
        // A connection that closes drops what it still holds, and a slow browser would get half:
        // the end is done once all before it has gone.
        try await connection.channel.writeAndFlush(HTTPServerResponsePart.end(nil)).get()
      }
    } catch {
      // The other side has gone, or was ended by a limit: there is nobody to tell.
      return
    }
  }

  private static func send(
    _ response: Response, isHead: Bool, to outbound: Outbound
  ) async throws {
    switch response.body {
    case .bytes(let bytes):
      var parts = [HTTPServerResponsePart.head(head(of: response, length: Int64(bytes.count)))]
      if !isHead { parts.append(.body(.byteBuffer(ByteBuffer(bytes: bytes)))) }
      try await outbound.write(contentsOf: parts)
    case .file(let path):
      try await send(path, as: response, isHead: isHead, to: outbound)
    }
  }

  /// A file became shorter while it was sent.
  private struct Shrunken: Error {}

  /// Sends a file piece by piece, so that its size costs no memory.
  private static func send(
    _ path: FilePath, as response: Response, isHead: Bool, to outbound: Outbound
  ) async throws {
    let reading = NonBlockingFileIO(threadPool: .singleton)
    try await reading.withFileHandle(
      _deprecatedPath: path.string, mode: .read,
      flags: .posix(flags: O_NOFOLLOW | O_CLOEXEC, mode: 0)
    ) { file in
      let size = try await reading.readFileSize(fileHandle: file)
      try await outbound.write(.head(head(of: response, length: size)))
      var offset: Int64 = 0
      while !isHead && offset < size {
        let piece = try await reading.read(
          fileHandle: file, fromOffset: offset,
          byteCount: Int(min(Int64(pieceSize), size - offset)), allocator: ByteBufferAllocator())
        // It has shrunk: the connection ends early, which tells the browser.
        guard piece.readableBytes > 0 else { throw Shrunken() }
        offset += Int64(piece.readableBytes)
        try await outbound.write(.body(.byteBuffer(piece)))
      }
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

  private static func head(of response: Response, length: Int64) -> HTTPResponseHead {
    var headers = HTTPHeaders(response.headers.map { ($0.name, $0.value) })
    headers.add(name: "Content-Length", value: String(length))
    headers.add(name: "Connection", value: "close")
    return HTTPResponseHead(
      version: .http1_1, status: HTTPResponseStatus(statusCode: response.status),
      headers: headers)
  }
}
