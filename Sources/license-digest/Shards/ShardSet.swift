internal import Licensing

/// All shards of one run, each there once, made of the same in the same way.
struct ShardSet: Sendable {
  /// By number.
  let folders: [ShardFolder]

  /// Opens and compares the shards; fails where they do not make one run.
  init(_ paths: [String]) throws(RunFailure) {
    let folders = try Self.all(paths) { path throws(RunFailure) in try ShardFolder(path) }
    _ = try Self.all(folders.dropFirst()) { folder throws(RunFailure) in
      try Self.compare(folders[0], folder)
    }
    self.folders = folders.sorted { $0.manifest.shard < $1.manifest.shard }
    try checkNumbers()
    guard folders[0].manifest.program == (try ShardManifest.runningProgram()) else {
      throw RunFailure(
        "the shards were made by another version of the program than this one "
          + "(merge with the one that made them)")
    }
  }

  /// What each gives; the failure has the reasons of all that fail.
  private static func all<Element, Value>(
    _ elements: some Sequence<Element>, _ work: (Element) throws(RunFailure) -> Value
  ) throws(RunFailure) -> [Value] {
    var values: [Value] = []
    var problems: [RunFailure.Problem] = []
    for element in elements {
      do throws(RunFailure) {
        values.append(try work(element))
      } catch {
        problems += error.problems
      }
    }
    guard problems.isEmpty else { throw RunFailure(problems) }
    return values
  }

  /// What all of them have in common.
  var common: ShardManifest { folders[0].manifest }

  private func checkNumbers() throws(RunFailure) {
    for (one, two) in zip(folders, folders.dropFirst())
    where one.manifest.shard == two.manifest.shard {
      throw RunFailure(
        "shard \(one.manifest.shard) of \(common.shards) is there twice: "
          + "'\(one.path)' and '\(two.path)'")
    }
    guard folders.count < common.shards else { return }
    let known = Set(folders.map(\.manifest.shard))
    let missing = (0..<common.shards).filter { !known.contains($0) }
    let named = missing.prefix(20).map(String.init).joined(separator: ", ")
    throw RunFailure(
      missing.count == 1
        ? "shard \(named) of \(common.shards) is missing"
        : "shards \(named)\(missing.count > 20 ? ", ..." : "") of \(common.shards) are missing")
  }

  private static func compare(_ one: ShardFolder, _ two: ShardFolder) throws(RunFailure) {
    for (left, right) in zip(facts(of: one.manifest), facts(of: two.manifest))
    where left.value != right.value {
      throw RunFailure(
        "shards '\(one.path)' and '\(two.path)' differ in \(left.name): "
          + "\(left.value) and \(right.value) (build all of them alike)")
    }
    guard let path = differingInput(one.manifest, two.manifest) else { return }
    throw RunFailure(
      "shards '\(one.path)' and '\(two.path)' differ in their inputs: \(path.quoted) is not the "
        + "same in both (build all of them of the same files)")
  }

  private static func facts(of manifest: ShardManifest) -> [(name: String, value: String)] {
    func shown(_ hash: String?) -> String { hash.map { String($0.prefix(12)) } ?? "none" }
    return [
      ("the program's version", shown(manifest.program)),
      ("the number of shards", String(manifest.shards)), ("date", manifest.date),
      ("since", manifest.since), ("the previous run", shown(manifest.previous?.hash)),
      ("formats", manifest.formats.joined(separator: ",")),
      ("pages", manifest.hasPages ? "with" : "without (--skip-pages)"),
      ("configuration", shown(manifest.configuration)), ("templates", shown(manifest.templates)),
    ]
  }

  /// The first input that is not the same in both; nil where all are, in one order.
  private static func differingInput(_ one: ShardManifest, _ two: ShardManifest) -> String? {
    func inputs(_ manifest: ShardManifest) -> [[String]] {
      manifest.listing.map { [$0.path] }
        + manifest.files.map { [$0.path, $0.sha256 ?? "", $0.kind ?? "", "\($0.rejectedByAll)"] }
    }
    let (left, right) = (inputs(one), inputs(two))
    guard left != right else { return nil }
    let different = Set(left).symmetricDifference(right).compactMap(\.first)
    return different.min { $0.utf8.lexicographicallyPrecedes($1.utf8) } ?? left.first?.first ?? ""
  }
}
