@testable import Exports
@testable import Licensing

/// Reads one export whose bytes come in pieces of a size.
func readRows(
  _ bytes: [UInt8], pieces: Int = 1_000_000, folder: String? = nil,
  options: ExportOptions = ExportOptions()
) -> ExportRows {
  var start = 0
  return ExportFile.rows(
    file: 0, accountFolder: folder, options: options, pieceSize: pieces
  ) { buffer in
    let piece = bytes[start..<min(start + pieces, bytes.count)]
    buffer.bytes.replaceSubrange(buffer.count..<buffer.count + piece.count, with: piece)
    buffer.count += piece.count
    start += piece.count
  }
}
