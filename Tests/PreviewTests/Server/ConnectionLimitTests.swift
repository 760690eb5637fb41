import NIOCore
import NIOEmbedded
import Testing

@testable import license_digest_preview

struct ConnectionLimitTests {
  private let limit = ConnectionLimit(silent: 2, strangers: 1, holders: 2)

  private func enter() -> Int { limit.enter(EmbeddedChannel()) }

  @Test func `who asks without the token takes no place of who has it`() {
    #expect(limit.ask(enter(), isHolder: false))
    #expect(!limit.ask(enter(), isHolder: false))
    #expect(limit.ask(enter(), isHolder: true))
    #expect(limit.ask(enter(), isHolder: true))
    #expect(!limit.ask(enter(), isHolder: true))
    limit.finish(isHolder: false)
    #expect(!limit.ask(enter(), isHolder: true))
    #expect(limit.ask(enter(), isHolder: false))
    limit.finish(isHolder: true)
    #expect(limit.ask(enter(), isHolder: true))
  }

  @Test func `the oldest of too many silent connections is closed, and no other`() throws {
    let channels = (0..<4).map { _ in EmbeddedChannel() }
    for channel in channels {
      try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }
    let numbers = channels.prefix(3).map { limit.enter($0) }
    #expect(channels.map(\.isActive) == [false, true, true, true])
    #expect(limit.ask(numbers[1], isHolder: false))
    _ = limit.enter(channels[3])
    #expect(channels.map(\.isActive) == [false, true, true, true])
  }
}
