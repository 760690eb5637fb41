import Licensing
import Testing

@testable import license_digest

struct ShardOptionTests {
  @Test(
    arguments: [
      ("0/1", [:], 0, 1), ("3/4", ["SLURM_ARRAY_TASK_ID": "1"], 3, 4),
      ("4", ["SLURM_ARRAY_TASK_ID": "3"], 3, 4), ("4", ["JOB_COMPLETION_INDEX": "0"], 0, 4),
      ("4", ["SLURM_ARRAY_TASK_ID": "2", "JOB_COMPLETION_INDEX": "1"], 2, 4),
    ] as [(String, [String: String], Int, Int)])
  func `the number is given, or a scheduler's`(
    text: String, variables: [String: String], number: Int, count: Int
  ) throws {
    let shard = try ShardOption.shard(text) { variables[$0] }
    #expect(shard == Shard(number: number, of: count))
  }

  private static let expected =
    "is no shard (expected K/N with K from 0 to N-1, or N alone where SLURM_ARRAY_TASK_ID or "
    + "JOB_COMPLETION_INDEX gives K)"

  @Test(
    arguments: [
      ("", nil, "--shard '' \(expected)"), ("a/4", nil, "--shard 'a/4' \(expected)"),
      ("1/2/3", nil, "--shard '1/2/3' \(expected)"), ("0/0", nil, "--shard '0/0' \(expected)"),
      ("-1/4", nil, "--shard '-1/4' \(expected)"), ("+1/4", nil, "--shard '+1/4' \(expected)"),
      ("0/100001", nil, "--shard '0/100001' \(expected)"),
      ("4/4", nil, "--shard '4/4' is no shard (shards count from 0 to 3)"),
      (
        "4", nil,
        "--shard 4 has no number (expected K/4, or SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX "
          + "in the environment)"
      ),
      (
        "4", "4",
        "--shard 4 with SLURM_ARRAY_TASK_ID='4' is no shard (shards count from 0 to 3)"
      ),
      (
        "4", "",
        "--shard 4 with SLURM_ARRAY_TASK_ID='' is no shard (shards count from 0 to 3)"
      ),
    ] as [(String, String?, String)])
  func `anything else is wrong usage`(text: String, task: String?, message: String) {
    #expect(throws: RunFailure(message, exitCode: 64)) {
      try ShardOption.shard(text) { $0 == "SLURM_ARRAY_TASK_ID" ? task : nil }
    }
  }
}
