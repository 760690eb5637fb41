internal import ArgumentParser
internal import Exports
internal import Licensing
internal import Rendering
internal import Templates

/// Measures single parts of the program: medians of several runs, on one thread.
///
/// A part more is a `Measurement` more in `parts`.
struct Measure: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure", abstract: "Measure single parts of the program.")

  @Option(help: "How often each is run.")
  var runs = 5

  @Option(help: "The folder of templates.")
  var templates = "templates"

  func run() throws {
    for part in Self.reading + (try Self.engine()) + (try Self.messages(templates)) {
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

  /// What a plain digest of ten lines costs the template engine alone.
  private static func engine() throws -> [Measurement] {
    let world = try EngineWorld()
    return [
      .often("digest of 10 lines, html") { world.render(world.html).count },
      .often("digest of 10 lines, text") { world.render(world.text).count },
    ]
  }

  /// What our own mail of ten lines costs: its values and both bodies; and its mail file.
  private static func messages(_ templates: String) throws -> [Measurement] {
    let world = try MessageWorld(templates: templates)
    let bodies = world.bodies()
    return [
      .often("mail of 10 lines, values and both bodies") { world.bodies().html.count },
      .encoding(bodies),
    ]
  }

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

  /// Does something a thousand times; the figure is in microseconds each.
  static func often(_ name: String, _ work: @escaping () -> Int) -> Measurement {
    Measurement(name: name) {
      let sum = (0..<1_000).reduce(0) { sum, _ in sum + work() }
      precondition(sum > 0, "what is measured makes something")
    } figure: { seconds in
      let tenths = Int(seconds * 10_000)
      return "\(tenths / 10).\(tenths % 10) µs"
    }
  }

  /// Encodes both bodies of a mail a hundred times, as the parts of a mail file.
  static func encoding(_ bodies: MessageRenderer.Bodies) -> Measurement {
    let size = bodies.html.count + bodies.text.count
    return Measurement(name: "eml encoding") {
      for _ in 0..<100 {
        _ = MailMessage.EncodedBodies(text: bodies.text, html: bodies.html)
      }
    } figure: { seconds in
      "\(Int(Double(size) * 100 / seconds / 1_000_000)) MB/s"
    }
  }

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
