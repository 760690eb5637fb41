import Foundation
import Licensing
import Rendering
import Synchronization

@testable import license_digest

/// Writes what is published into a folder on the disk, and keeps it too.
private final class FolderSink: FileSink {
  let files = Mutex<[String: String]>([:])
  private let path: String

  init(_ path: String) { self.path = path }

  func makeFolder(_ folder: String) throws(RunFailure) {
    do {
      try FileManager.default.createDirectory(
        atPath: "\(path)/\(folder)", withIntermediateDirectories: true)
    } catch {
      throw RunFailure("\(error)")
    }
  }

  func write(_ file: OutputFile) throws(RunFailure) {
    do {
      try Data(file.bytes).write(to: URL(fileURLWithPath: "\(path)/\(file.path)"))
    } catch {
      throw RunFailure("\(error)")
    }
    files.withLock { $0[file.path] = String(decoding: file.bytes, as: UTF8.self) }
  }
}

/// Runs of several report dates, each compared with the one before.
final class Nights {
  private let folder: TemporaryFolder
  private let templates: TemplateSet
  private let configuration: Configuration
  private let formats: Set<Configuration.Format>
  private let hasPages: Bool
  private var count = 0
  /// What the last run tells its metrics of earlier ones.
  private(set) var memory = RunMetrics.Memory()

  init(
    formats: Set<Configuration.Format> = [.json], configuration: Configuration = Configuration(),
    hasPages: Bool = false
  ) throws {
    folder = try TemporaryFolder()
    templates = try PublishedWorld.loaded.get()
    (self.formats, self.configuration, self.hasPages) = (formats, configuration, hasPages)
  }

  /// What is published of exports on a day, by path.
  func files(of exports: [String: String], on day: CalendarDate) throws -> [String: String] {
    let previous = PreviousFolder("\(folder.path)/out\(count)")
    defer { previous?.close() }
    count += 1
    try folder.make(
      Dictionary(uniqueKeysWithValues: exports.map { ("in\(count)/\($0.key)", $0.value) }))
    let run = try JudgedRun(
      inputs: ["\(folder.path)/in\(count)"], configuration: configuration, date: day,
      since: previous.map { $0.run.since(before: day) } ?? day.adding(days: -1),
      locales: templates.locales, previous: previous)
    var publication = try Publication(
      run, templates: templates, formats: formats, workers: .one, hasPages: hasPages)
    let sink = FolderSink("\(folder.path)/out\(count)")
    try publication.write(to: sink)
    memory = publication.runFiles.memory
    return sink.files.withLock { $0 }
  }
}
