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

  /// Prepares what every subcommand needs: open standard streams, and calls that fail where else
  /// the process would be killed.
  ///
  /// Without the streams the first file a run opens would get their number, and messages would go
  /// into it. A file larger than `ulimit -f` allows is a failure as a full disk is.
  static func prepare() {
    for file in Int32(0)...2 where fcntl(file, F_GETFD) < 0 {
      _ = unsafe open("/dev/null", O_RDWR)
    }
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Waits a tenth of a second.
  static func pause() { usleep(100_000) }
}
