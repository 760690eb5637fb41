internal import Glibc

/// What the allocator is asked to do in a run's two halves.
///
/// The figures are of 1,000,000 license rows in 10,000 accounts on two processors.
enum Memory {
  /// Gives freed memory of 128 KiB and more back at once, so that rows that were moved on and
  /// rows that come do not lie beside each other (peak 160 MB; 231 MB without).
  static func returnLargeBlocks() {
    set(.largeBlock, 128 << 10)
    // What accounts need for a moment stays, else each gets pages of zeros.
    set(.trim, 8 << 20)
    // A thread's memory is opened whole, not by a system call for every page.
    set(.topPad, 64 << 20)
  }

  /// Keeps freed memory of up to 4 MiB for what comes next: page after page, each as large.
  static func keepLargeBlocks() { set(.largeBlock, 4 << 20) }

  /// The parameters of `mallopt` that are set here.
  private enum Parameter: Int32 {
    case trim = -1
    case topPad = -2
    case largeBlock = -3
  }

  /// Calls `mallopt`, which Glibc's module does not import.
  private static func set(_ parameter: Parameter, _ bytes: Int32) {
    typealias Call = @convention(c) (Int32, Int32) -> Int32
    guard let symbol = unsafe dlsym(nil, "mallopt") else { return }
    _ = unsafe unsafeBitCast(symbol, to: Call.self)(parameter.rawValue, bytes)
  }
}
