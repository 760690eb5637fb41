import ArgumentParser
import Testing

@testable import license_digest

struct PreviewArgumentsTests {
  @Test func `the server is told what to watch and how to run this program`() throws {
    let command = try Preview.parse([
      "--input=--odd", "--input", "exports", "--config", "c.yml", "--templates", "t", "--date",
      "2026-11-22", "--output", "out", "--formats", "html", "--port", "8080", "--quiet",
      "--previous", "p",
    ])
    #expect(
      command.serverArguments(program: "/bin/license-digest") == [
        "--program=/bin/license-digest", "--port=8080", "--output=out", "--export=--odd",
        "--export=exports", "--watch=t", "--watch=c.yml", "--building=--formats=html",
        "--building=--quiet", "--", "--input=--odd", "--input=exports", "--date=2026-11-22",
        "--previous=p", "--config=c.yml", "--templates=t",
      ])
  }

  @Test(arguments: ["-1", "65536"])
  func `a port is a number that TCP knows`(port: String) {
    #expect {
      try Preview.parse(["--input", "exports", "--port=\(port)"])
    } throws: { error in
      Preview.message(for: error) == "--port \(port) is no port (expected 0 to 65535)"
    }
  }
}
