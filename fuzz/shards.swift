@testable import Licensing
@testable import Rendering
@testable import Templates
@testable import license_digest

private let templates: TemplateSet = {
  do {
    return try TemplateFolder("templates").load()
  } catch {
    preconditionFailure("\(error)")
  }
}()

/// What a shard left for the merge: `accounts.jsonl`, `problems.jsonl` and `shard.json`, parted by
/// zero bytes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  let parts = bytes.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
  var texts = TextTable()
  let entries = entries(parts[0], &texts)
  let problems = parts.count > 1 ? problems(parts[1]) : []
  if parts.count > 2 { checkManifest(Array(parts[2])) }
  // To compile the pages takes a hundred times as long as to read.
  guard !entries.isEmpty, count % 64 == 0 else { return 0 }
  write(entries, problems, texts)
  return 0
}

private func entries(_ bytes: ArraySlice<UInt8>, _ texts: inout TextTable) -> [AccountEntry] {
  var entries: [AccountEntry] = []
  for line in bytes.split(separator: UInt8(ascii: "\n")) {
    guard let record = try? AccountRecord.read(line), record.isSound,
      let entry = try? record.entry(texts: &texts)
    else { continue }
    let again = AccountRecord(entry, domain: record.domain, files: record.files, texts: texts)
    guard let written = try? again.line, let second = try? AccountRecord.read(written[...]),
      let entryAgain = try? second.entry(texts: &texts),
      let lineAgain = try? AccountRecord(
        entryAgain, domain: record.domain, files: record.files, texts: texts
      ).line
    else { preconditionFailure("a record that was read is written and read again") }
    precondition(written == lineAgain, "a record comes back whole")
    entries.append(entry)
  }
  return entries
}

private func problems(_ bytes: ArraySlice<UInt8>) -> [Diagnostic] {
  bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
    guard let problem = try? ProblemLine.read(line) else { return nil }
    return problem.diagnostic(files: ["a.csv": 0, "b.csv": 1])
  }
}

private func checkManifest(_ bytes: [UInt8]) {
  guard let manifest = ShardManifest.read(bytes) else { return }
  precondition(manifest.shard < manifest.shards, "a shard is one of all")
  guard let written = try? manifest.bytes, let again = ShardManifest.read(written) else {
    preconditionFailure("a manifest that was read is written and read again")
  }
  precondition((try? again.bytes) == written, "a manifest comes back whole")
}

private struct Nowhere: FileSink {
  func makeFolder(_ path: String) {}
  func write(_ file: OutputFile) {}
}

/// Everything a merge makes of two shards that both have them.
private func write(_ entries: [AccountEntry], _ problems: [Diagnostic], _ texts: TextTable) {
  do {
    let context = PageContext(
      date: World.date, since: World.since, isCutShort: false, paths: ["a.csv", "b.csv"],
      settings: RuleSettings(), hasProblemsOfNoAccount: false)
    let files = RunFiles(
      entries: entries + entries, diagnostics: MergedRun.united([problems, problems]),
      paths: context.paths,
      readManifest: RunManifest(date: World.date, since: World.since, formats: ["html"]),
      pages: try PublicationSetting.pages(context, locale: "en", texts: texts, templates),
      assets: [], commerce: "https://example.com/{account}")
    try files.write(to: Nowhere(), workers: .one)
    _ = files.memory
  } catch {
    preconditionFailure("\(error)")
  }
}
