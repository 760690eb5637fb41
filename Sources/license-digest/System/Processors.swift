internal import Glibc

/// How many processors this process may use.
enum Processors {
  /// By the processors it may run on, and by the share of them its control groups grant.
  static var count: Int { max(1, min(allowed, granted ?? .max)) }

  /// As `sched_getaffinity` says, which Glibc's module does not import.
  private static var allowed: Int {
    typealias Call = @convention(c) (Int32, Int, UnsafeMutableRawPointer?) -> Int32
    var processors = [UInt8](repeating: 0, count: 1_024)
    let result = unsafe processors.withUnsafeMutableBytes { set in
      guard let symbol = unsafe dlsym(nil, "sched_getaffinity") else { return Int32(-1) }
      return unsafe unsafeBitCast(symbol, to: Call.self)(0, set.count, set.baseAddress)
    }
    guard result == 0 else { return sysconf(Int32(_SC_NPROCESSORS_ONLN)) }
    return processors.reduce(0) { $0 + $1.nonzeroBitCount }
  }

  /// As the control groups of this process say, the narrowest of them; nil where none does.
  private static var granted: Int? {
    let groups = text(of: "/proc/self/cgroup")?.split(separator: "\n")
    guard let own = groups?.first(where: { $0.hasPrefix("0::/") }) else { return nil }
    var folders = own.dropFirst(4).split(separator: "/").map(String.init)
    var least: Int?
    while true {
      let folder = (["/sys/fs/cgroup"] + folders).joined(separator: "/")
      if let count = text(of: folder + "/cpu.max").flatMap(count(ofQuota:)) {
        least = min(least ?? count, count)
      }
      if folders.popLast() == nil { return least }
    }
  }

  /// `150000 100000` is one processor and a half, for which two threads are worth it; nil for
  /// `max`, and for what cannot be read.
  static func count(ofQuota quota: String) -> Int? {
    let numbers = quota.split { $0 == " " || $0 == "\n" }.map { Int($0) ?? 0 }
    guard numbers.count == 2, numbers[0] > 0, numbers[1] > 0 else { return nil }
    let (whole, rest) = numbers[0].quotientAndRemainder(dividingBy: numbers[1])
    return rest == 0 ? whole : whole + 1
  }

  private static func text(of path: String) -> String? {
    guard let bytes = try? FileReading.bytes(of: path) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}
