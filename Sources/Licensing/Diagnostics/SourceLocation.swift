/// A location in an export: the file by its index in input order, line and column from 1.
///
/// Column counts bytes; in XML it is where the start tag ends. Line 0 means the whole file.
package struct SourceLocation: Hashable, Comparable, Sendable {
  /// The file's index in input order, from 0.
  package var file: Int32
  /// From 1; 0 where the whole file is meant.
  package var line: Int32
  /// In bytes, from 1; 0 where the whole file is meant.
  package var column: Int32

  /// A location; line and column 0 mean the whole file.
  package init(file: Int32, line: Int32, column: Int32) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// The location a number of lines further down the file; a line past 2^31 is shown as the last.
  package func moved(down lines: Int32) -> SourceLocation {
    let sum = Int(line) + Int(lines)
    return SourceLocation(file: file, line: Int32(clamping: sum), column: column)
  }

  package static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}
