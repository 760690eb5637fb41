internal import Glibc

/// The running process: its number, its streams, its end.
enum ThisProcess {
  /// Its number, for names that no other run uses.
  static var number: Int32 { getpid() }

  /// Whether a process of this number runs, whoever's it is.
  static func isRunning(_ number: Int32) -> Bool {
    number > 0 && (Glibc.kill(number, 0) == 0 || errno != ESRCH)
  }

  /// Goes on as another program in this process; returns only by failing.
  static func become(_ path: String, arguments: [String]) throws(SystemError) -> Never {
    var words = unsafe ([path] + arguments).map { word in unsafe strdup(word) } + [nil]
    unsafe execv(path, &words)
    throw .last
  }

  /// Ends it without giving its memory back piece by piece, which can take longer than the swap.
  static func leave(_ code: Int32) -> Never { exit(code) }

  /// Ends it at once, as `kill -9` does.
  static func kill() {
    raise(SIGKILL)
  }

  /// Prepares what every subcommand needs: open standard streams, and SIGXFSZ ignored, so that a
  /// file that grows too large is a failure and does not kill the process.
  ///
  /// Without the streams the first file a run opens would get their number, and messages would go
  /// into it. A file larger than `ulimit -f` allows is a failure as a full disk is, and so is a pipe
  /// that nobody reads any more.
  static func prepare() {
    for file in Int32(0)...2 where fcntl(file, F_GETFD) < 0 {
      _ = unsafe open("/dev/null", O_RDWR)
    }
    signal(SIGXFSZ, SIG_IGN)
    signal(SIGPIPE, SIG_IGN)
  }

  /// Ends it as a closed pipe ends every program that does not look: who read has enough.
  static func endAtClosedPipe() {
    signal(SIGPIPE, SIG_DFL)
    raise(SIGPIPE)
  }

  /// Whether threads may be started: Dispatch opens files of its own, and traps where it may not.
  static var mayStartThreads: Bool {
    let files = (0..<8).map { _ in fcntl(0, F_DUPFD_CLOEXEC, 0) }
    for file in files where file >= 0 { close(file) }
    return files.allSatisfy { $0 >= 0 }
  }

  /// Waits a tenth of a second.
  static func pause() { usleep(100_000) }
}
