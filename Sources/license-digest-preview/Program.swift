internal import FoundationEssentials
internal import Subprocess
internal import SystemPackage

/// The `license-digest` that the preview runs: it holds every rule, the preview none.
struct Program: Sendable {
  /// How a run ended, and all it said.
  struct Result: Sendable {
    /// The exit code; 128 and the signal's number for one that a signal ended.
    let code: Int32
    let output: [UInt8]
    let errors: String

    /// Why it ended as it did: what was said last, after the problems of the input.
    var reason: String {
      let mark = "license-digest: error: "
      let lines = errors.split(separator: "\n")
      if let start = lines.lastIndex(where: { $0.hasPrefix(mark) }) {
        return String(lines[start...].joined(separator: "\n").dropFirst(mark.utf8.count))
      }
      return lines.last.map(String.init) ?? "the run ended with exit code \(code)"
    }
  }

  /// Why no result came: the program could not be started, took too long or said too much.
  struct Failure: Error {
    let message: String
  }

  /// The runs that requests ask for, four at once.
  private static let requested = RunLimit(4)

  let path: FilePath
  /// How long a run may take.
  var limit: Duration = .seconds(600)

  /// Runs it for a request, when it is the request's turn.
  func runForRequest(_ arguments: [String]) async throws(Failure) -> Result {
    do {
      return try await Self.requested.run { try await run(arguments) }
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(message: "\(path) cannot be run: \(error)")
    }
  }

  /// What a run answered in JSON.
  func answer<Answer: Decodable>(of result: Result) throws(Failure) -> Answer {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    do {
      return try decoder.decode(Answer.self, from: Data(result.output))
    } catch {
      throw Failure(message: "\(path) gave an answer that is not understood: \(error)")
    }
  }

  /// Runs it to its end; a cancelled one is asked to end, and killed when it does not.
  func run(_ arguments: [String]) async throws(Failure) -> Result {
    do {
      return try await withThrowingTaskGroup(of: Result?.self) { group in
        group.addTask { try await result(of: arguments) }
        group.addTask {
          try await Task.sleep(for: limit)
          return nil
        }
        defer { group.cancelAll() }
        guard let first = try await group.next(), let result = first else {
          throw Failure(message: "\(path) took longer than \(limit.components.seconds) seconds")
        }
        return result
      }
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(message: "\(path) cannot be run: \(error)")
    }
  }

  private func result(of arguments: [String]) async throws -> Result {
    var options = PlatformOptions()
    options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(3))]
    let ended = try await Subprocess.run(
      .path(path), arguments: Arguments(arguments), platformOptions: options,
      output: .bytes(limit: 32 << 20), error: .string(limit: 32 << 20))
    let code: Int32 =
      switch ended.terminationStatus {
      case .exited(let code): code
      case .signaled(let signal): 128 + signal
      }
    return Result(
      code: code, output: ended.standardOutput, errors: ended.standardError)
  }
}
