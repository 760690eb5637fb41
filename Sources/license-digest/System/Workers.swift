internal import Dispatch
internal import Synchronization

/// The threads that share the work of a run.
///
/// Results come in the order of the work, whoever did it, so that nothing depends on how many
/// threads there are.
struct Workers: Sendable {
  /// How many may work at once; 1 works on the calling thread.
  let count: Int
  /// Told how far the work is; nil where nobody watches.
  var progress: Progress?

  /// The calling thread alone.
  static let one = Workers(count: 1)

  /// Does work for every number under `total`, a few numbers in a row at a time.
  func map<Result: Sendable>(
    _ total: Int, _ work: @Sendable (Int) -> Result
  ) -> [Result] {
    map(total, with: {}, work: { _, number in work(number) })
  }

  /// The same with tools that each thread makes for itself.
  func map<Tools, Result: Sendable>(
    _ total: Int, with tools: @Sendable () -> Tools, work: @Sendable (Tools, Int) -> Result
  ) -> [Result] {
    let stride = max(1, min(64, total / (count * 8)))
    guard count > 1, total > 1 else {
      let tools = tools()
      return (0..<total).map { work(tools, $0) }
    }
    let next = Atomic(0)
    let done = Mutex<[(first: Int, results: [Result])]>([])
    each { _ in
      let tools = tools()
      while true {
        let first = next.add(stride, ordering: .relaxed).oldValue
        guard first < total else { return }
        let results = (first..<min(first + stride, total)).map { work(tools, $0) }
        done.withLock { $0.append((first, results)) }
      }
    }
    return done.withLock { $0.sorted { $0.first < $1.first }.flatMap(\.results) }
  }

  /// Does work that may fail; after a failure no other is begun, and one failure is thrown.
  func attempt<Result: Sendable>(
    _ total: Int, skipped: Result, _ work: @Sendable (Int) throws(RunFailure) -> Result
  ) throws(RunFailure) -> [Result] {
    try attempt(
      total, skipped: skipped, with: {},
      work: { _, number throws(RunFailure) in try work(number) })
  }

  /// The same with tools that each thread makes for itself.
  func attempt<Tools, Result: Sendable>(
    _ total: Int, skipped: Result, with tools: @Sendable () -> Tools,
    work: @Sendable (Tools, Int) throws(RunFailure) -> Result
  ) throws(RunFailure) -> [Result] {
    let failure = Mutex<RunFailure?>(nil)
    let results = map(
      total, with: tools,
      work: { tools, index -> Result in
        guard failure.withLock({ $0 == nil }) else { return skipped }
        do throws(RunFailure) {
          return try work(tools, index)
        } catch {
          failure.withLock { $0 = $0 ?? error }
          return skipped
        }
      })
    if let failure = failure.withLock({ $0 }) { throw failure }
    return results
  }

  /// Removes the folders in a folder in parallel, as far as possible.
  ///
  /// Failures are not reported: removing the folder itself afterwards meets the rest and says why.
  func removeFolders(below path: String) {
    let names = (try? FileReading.names(in: path)) ?? []
    _ = map(names.count) { FileWriting.clear("\(path)/\(names[$0])") }
  }

  /// Calls `body` once for each worker, with its number.
  func each(_ body: @Sendable (Int) -> Void) {
    if count == 1 { return body(0) }
    withoutActuallyEscaping(body) { body in
      DispatchQueue.concurrentPerform(iterations: count, execute: body)
    }
  }
}
