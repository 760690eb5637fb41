@testable import Licensing
@testable import license_digest

private let lines = LineTexts(of: World.account, texts: World.texts)
private let nothing = SmartAccount(domain: World.account.domain)

/// The run of the day before, and another of the report date itself.
private let previous = ["2026-11-21", "2026-11-22"].map { date in
  let run = #"{"generator":"license-digest","version":1,"date":"\#(date)","since":"2026-11-20"}"#
  guard let folder = PreviousFolder(World.folder(of: ["run.json": run])) else {
    preconditionFailure("it is a published folder")
  }
  return folder
}

/// Kinds of exports of which tonight may lack rows.
private let missing: [Set<ExportKind>] = [
  [], [.licenses], [.instances, .alerts], [.licenses, .instances, .alerts, .events],
]

/// The first byte chooses the previous run and what is missing tonight, the rest is the
/// `account.json` of that run.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard count > 0 else { return 0 }
  let bytes = [UInt8](UnsafeBufferPointer(start: start + 1, count: count - 1))
  let choice = Int(start[0])
  let run = previous[choice % 2]
  let (memory, isDamaged) = read(bytes, of: run)
  guard isDamaged == isDamagedBesideNothing(bytes, of: run) else {
    preconditionFailure("whether it is damaged depends on tonight's lines")
  }
  guard let memory else { return 0 }
  let uncompared = missing[choice / 2 % missing.count]
  let first = published(memory, uncompared)
  // A run that is made again tells the same.
  guard let again = read(first, of: previous[1]).memory else {
    preconditionFailure("what is written cannot be read again")
  }
  let second = published(again, uncompared)
  guard first == second else {
    print(String(decoding: first, as: UTF8.self), String(decoding: second, as: UTF8.self))
    preconditionFailure("a run that is made again tells something else")
  }
  return 0
}

private func read(
  _ bytes: [UInt8], of run: PreviousFolder
) -> (memory: AccountMemory?, isDamaged: Bool) {
  var reader = AccountFileReader(bytes, lines: lines, of: World.account, texts: World.texts)
  do {
    return (try reader.memory(of: run, on: World.date), false)
  } catch {
    return (nil, true)
  }
}

private func isDamagedBesideNothing(_ bytes: [UInt8], of run: PreviousFolder) -> Bool {
  let lines = LineTexts(of: nothing, texts: World.texts)
  var reader = AccountFileReader(bytes, lines: lines, of: nothing, texts: World.texts)
  do {
    _ = try reader.memory(of: run, on: World.date)
    return false
  } catch {
    return true
  }
}

/// The `account.json` of tonight, once everybody's digest is cut.
private func published(_ memory: AccountMemory, _ uncompared: Set<ExportKind>) -> [UInt8] {
  let report = AccountReport(
    World.account, texts: World.texts, date: World.date, since: World.since,
    settings: RuleSettings(),
    comparison: Comparison(memory: memory, lines: lines.lines, uncompared: uncompared))
  for variant in Variant.variants(of: World.run.grants[0].dailySummaries) {
    _ = report.digest(for: variant, texts: World.texts, isCutShort: false)
  }
  for variant in Variant.variants(of: World.run.grants[0].statusNotices) {
    _ = report.notice(for: variant, texts: World.texts, isCutShort: false)
  }
  return AccountFile.bytes(of: report, lines: lines, texts: World.texts)
}
