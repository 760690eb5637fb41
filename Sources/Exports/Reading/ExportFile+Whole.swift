package import Licensing

extension ExportFile {
  /// Reads the whole file in one thread, as tests and small files do.
  ///
  /// `next` fills in the bytes behind `count`, and leaves the buffer as it is at the end.
  package static func rows(
    file: Int32, accountFolder: String?, options: ExportOptions, pieceSize: Int,
    _ next: (inout ExportBuffer) throws -> Void
  ) rethrows -> ExportRows {
    let export = ExportFile(file: file, accountFolder: accountFolder, options: options)
    return try rows(export, pieceSize: pieceSize, next)
  }

  /// The same with a file as it was made.
  static func rows(
    _ file: ExportFile, pieceSize: Int, _ next: (inout ExportBuffer) throws -> Void
  ) rethrows -> ExportRows {
    var export = file
    var decoder = ExportDecoder()
    var buffer = ExportBuffer(pieceSize: pieceSize)
    var parts: [DecodedPart] = []
    var isLast = false
    while !isLast {
      export.begin(&buffer, room: pieceSize)
      let start = buffer.count
      try next(&buffer)
      isLast = buffer.count == start
      if let part = export.cut(&buffer, from: start, isLast: isLast) {
        parts.append(decoder.decode(part, in: buffer))
      }
    }
    let firstLine = export.firstLine
    let pieces = export.finish()
    var rows = pieces[0]
    for piece in pieces.dropFirst() { rows.append(piece) }
    if rows.kind == nil { return rows }
    if !parts.isEmpty { rows.texts = decoder.texts }
    var line = firstLine
    var once = OnceAFile()
    for var part in parts {
      part.rows.shift(lines: line)
      let found = part.rows.diagnostics
      part.rows.diagnostics = DiagnosticLog()
      rows.append(part.rows)
      rows.diagnostics.append(contentsOf: found, asking: OnceAFile.codes) { once.keeps($0) }
      line = Int32(clamping: Int(line) + Int(part.lines))
    }
    return rows
  }
}
