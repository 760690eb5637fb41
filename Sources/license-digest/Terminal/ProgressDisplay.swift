internal import ArgumentParser
internal import Dispatch
internal import Synchronization

/// When `build` shows how far it is.
enum ProgressOption: String, CaseIterable, ExpressibleByArgument, Sendable {
  /// Where standard error is a terminal, and the run is not quiet.
  case auto
  case always, never
}

/// One line on standard error, written anew five times a second.
final class ProgressDisplay: Sendable {
  let progress = Progress()
  private let isOver = Atomic(false)
  private let shown = Mutex(Shown())

  private struct Shown {
    var isHidden = false
    var phase: Progress.Phase?
    var begin = Clock.moment
  }

  /// A display, where it is wanted.
  init?(_ option: ProgressOption, isQuiet: Bool) {
    let isSeen = !isQuiet && Environment.isTerminal
    guard option == .always || option == .auto && isSeen, ThisProcess.mayStartThreads else {
      return nil
    }
    DispatchQueue.global(qos: .utility).async { self.drawUntilOver() }
  }

  /// Leaves the line to what else is printed, from now on or for a while.
  func hide() { shown.withLock { hide(&$0) } }

  /// Shows the line again.
  func show() { shown.withLock { $0.isHidden = false } }

  /// Takes the line away for good.
  func end() {
    isOver.store(true, ordering: .relaxed)
    hide()
  }

  private func hide(_ shown: inout Shown) {
    guard !shown.isHidden else { return }
    shown.isHidden = true
    write("\r\u{1b}[K")
  }

  private func drawUntilOver() {
    while !isOver.load(ordering: .relaxed) {
      ThisProcess.pause()
      ThisProcess.pause()
      draw()
    }
  }

  private func draw() {
    shown.withLock { shown in
      let state = progress.state
      if shown.phase != state.phase {
        (shown.phase, shown.begin) = (state.phase, Clock.moment)
      }
      guard !shown.isHidden else { return }
      let seconds = (Clock.moment - shown.begin) / .seconds(1)
      write("\r\(state.line(after: seconds))\u{1b}[K")
    }
  }

  /// A line that cannot be written is no reason to end a run.
  private func write(_ text: String) {
    do throws(SystemError) {
      try FileWriting.write(Array(text.utf8), to: 2)
    } catch {
      isOver.store(true, ordering: .relaxed)
    }
  }
}
