/// The first byte is the size of the pieces, the rest a CSV export.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  guard let first = bytes.first else { return 0 }
  checkReading(Array(bytes.dropFirst()), pieces: Int(first) % 64 + 1)
  return 0
}
