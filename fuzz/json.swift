/// The first byte is the size of the pieces, the rest a JSON response in an account folder.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  guard let first = bytes.first else { return 0 }
  // Where it begins with no mark and no `{` it would be read as CSV.
  checkReading(
    [UInt8(ascii: "{")] + bytes.dropFirst(), pieces: Int(first) % 64 + 1, folder: "acme.example")
  return 0
}
