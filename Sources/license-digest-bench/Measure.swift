internal import ArgumentParser
internal import Exports
internal import Licensing

/// Measures single parts of the program: medians of several runs, on one thread.
///
/// A part more is a `Measurement` more in `parts`.
struct Measure: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure", abstract: "Measure single parts of the program.")

  @Option(help: "How often each is run.")
  var runs = 5

  func run() {
    for part in Self.reading + Self.templates + Self.mail {
      let seconds = median { part.run() }
      print("\(part.name)\t\(part.figure(seconds))")
    }
  }

  /// What decoding an export costs; 100,000 rows each.
  private static var reading: [Measurement] {
    let shape = ExportShape(accounts: 1_000, terms: 100, isSkewed: false)
    var (csv, xml) = ("", "")
    LicenseCSV(shape: shape).write(isShuffled: false) { csv += $0 }
    LicenseXML(shape: shape).write { xml += $0 }
    return [.reading("csv", Array(csv.utf8)), .reading("xml", Array(xml.utf8))]
  }

  /// What one digest of ten lines costs, in microseconds: to come with the templates.
  private static var templates: [Measurement] { [] }

  /// What composing a mail costs, in megabytes a second: to come with the mails.
  private static var mail: [Measurement] { [] }

  private func median(_ work: () -> Void) -> Double {
    let clock = ContinuousClock()
    let seconds = (0..<max(1, runs)).map { _ in clock.measure(work) / .seconds(1) }
    return seconds.sorted()[seconds.count / 2]
  }
}

/// A part of the program that is run by itself.
struct Measurement {
  let name: String
  let run: () -> Void
  /// What the seconds of a run mean, with its unit.
  let figure: (Double) -> String

  /// Reads an export from memory, in pieces of 1 MiB as from a file.
  static func reading(_ name: String, _ bytes: [UInt8]) -> Measurement {
    Measurement(name: name) {
      var rest = bytes[...]
      let rows = ExportFile.rows(
        file: 0, accountFolder: nil, options: ExportOptions(), pieceSize: 1 << 20
      ) { buffer in
        let piece = rest.prefix(1 << 20)
        rest = rest.dropFirst(piece.count)
        buffer.bytes.replaceSubrange(buffer.count..<buffer.count + piece.count, with: piece)
        buffer.count += piece.count
      }
      precondition(rows.kept > 0, "the export of the benchmark is read")
    } figure: { seconds in
      "\(Int(Double(bytes.count) / seconds / 1_000_000)) MB/s"
    }
  }
}
