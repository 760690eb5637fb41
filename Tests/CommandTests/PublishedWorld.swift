import Foundation
import Licensing
import Rendering
import Synchronization
import Testing

@testable import license_digest

/// Keeps what would be published.
final class MemorySink: FileSink {
  let files = Mutex<[String: String]>([:])

  func makeFolder(_ path: String) {}

  func write(_ file: OutputFile) {
    files.withLock { $0[file.path] = String(decoding: file.bytes, as: UTF8.self) }
  }
}

/// A whole run over a few small exports, kept in memory.
enum PublishedWorld {
  /// The project's own templates, wherever the tests are run from.
  static let templates =
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    .joined(separator: "/") + "/templates"

  /// The same, read once for all tests.
  static let loaded = Result { () throws(RunFailure) in try TemplateFolder(templates).load() }

  /// What would be published on a day, by default 22 November 2026, since the day before, by path.
  static func files(
    of exports: [String: String], jobs: Int = 1, formats: Set<Configuration.Format>,
    configuration: Configuration = Configuration(), day: CalendarDate? = nil,
    hasPages: Bool = true
  ) throws -> [String: String] {
    let folder = try TemporaryFolder()
    try folder.make(exports)
    let day = try day ?? #require(CalendarDate(iso: "2026-11-22"))
    let templates = try loaded.get()
    let run = try JudgedRun(
      inputs: [folder.path], configuration: configuration, date: day,
      since: day.adding(days: -1), locales: templates.locales, workers: Workers(count: jobs))
    var publication = try Publication(
      run, templates: templates, formats: formats, workers: Workers(count: jobs),
      hasPages: hasPages)
    let sink = MemorySink()
    try publication.write(to: sink)
    return sink.files.withLock { $0 }
  }
}
