internal import Licensing

/// What `--shard` asks for: `0/4`, or `4` with the number from a scheduler's environment.
enum ShardOption {
  /// Where Slurm's job arrays and Kubernetes' indexed jobs tell a task its number.
  static let variables = ["SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX"]
  /// More shards than anyone has machines.
  static let most = 100_000

  /// The shard that is meant; anything else is wrong usage.
  static func shard(
    _ text: String, environment: (String) -> String? = Environment.value
  ) throws(RunFailure) -> Shard {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= 2, let count = number(parts.last ?? ""), (1...most).contains(count),
      parts.count == 1 || number(parts[0]) != nil
    else {
      throw RunFailure(
        "--shard '\(text)' is no shard (expected K/N with K from 0 to N-1, or N alone where "
          + "\(variables.joined(separator: " or ")) gives K)", exitCode: 64)
    }
    if parts.count == 2 { return try shard(parts[0], count, "--shard '\(text)'") }
    for variable in variables {
      guard let written = environment(variable) else { continue }
      return try shard(written, count, "--shard \(count) with \(variable)='\(written)'")
    }
    throw RunFailure(
      "--shard \(count) has no number (expected K/\(count), or "
        + "\(variables.joined(separator: " or ")) in the environment)", exitCode: 64)
  }

  private static func shard(
    _ written: String, _ count: Int, _ what: String
  ) throws(RunFailure) -> Shard {
    guard let number = number(written), number < count else {
      throw RunFailure("\(what) is no shard (shards count from 0 to \(count - 1))", exitCode: 64)
    }
    return Shard(number: number, of: count)
  }

  private static func number(_ text: String) -> Int? {
    text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
  }
}
