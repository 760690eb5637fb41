internal import ArgumentParser
internal import Licensing

/// Writes a small example to start from.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a small example to start from: exports, preferences, a configuration.",
    discussion: """
        license-digest init example

      Makes the folder, which must be new or empty, and says how to build from it.

      Exit codes: 0 written; 2 it could not be; 64 wrong usage.
      """)

  @Argument(help: "The folder to make.")
  var folder: String

  func run() throws {
    try CommandExit.of {
      guard let today = Clock.today else {
        throw RunFailure("the clock says a year before 1970 or after 9999 (set it)")
      }
      let example = StarterExample(today: today)
      try example.write(to: folder)
      try StandardOutput.write(example.nextSteps(folder))
      return 0
    }
  }
}

/// A small installation, with days that matter from today on.
struct StarterExample {
  /// By their paths in the folder.
  let files: [(path: String, text: String)]

  /// An example whose licenses end around a day.
  init(today: CalendarDate) {
    func day(_ distance: Int) -> String { today.adding(days: distance).iso }
    files = [
      (
        "exports/licenses.csv",
        """
        account_domain,account_name,virtual_account,license,sku,quantity,in_use,start_date,end_date,subscription_id
        acme.example,"Acme, Inc.",DEFAULT,Network Advantage,NW-A-48,50,40,,\(day(3)),Sub100001
        acme.example,"Acme, Inc.",DEFAULT,Network Essentials,NW-E-24,20,25,,\(day(60)),Sub100002
        acme.example,"Acme, Inc.",Branches,Security,SEC-1,10,10,,\(day(-7)),Sub100003
        acme.example,"Acme, Inc.",Branches,Voice,VO-1,5,2,,,

        """
      ),
      (
        "exports/preferences.csv",
        """
        account_domain,email,role,virtual_accounts,daily_summary,status_notification,alert_events,expiry_windows,additional_emails,locale
        acme.example,alice@acme.example,smart-account-admin,*,yes,yes,*,90;30,noc@acme.example,en
        acme.example,bob@acme.example,user,Branches,yes,no,*,,,fr

        """
      ),
      (
        "license-digest.yml",
        """
        # Every key is optional; docs/configuration.md has them all.
        from: License Digest <digest@acme.example>
        links:
          portal: "https://licensing.example/{account}"

        """
      ),
    ]
  }

  /// Writes the files into a folder that is new or empty.
  func write(to folder: String) throws(RunFailure) {
    do throws(SystemError) {
      let here = FileWriting.workingFolder
      try FileWriting.makeFolder(folder, in: here, isModeKept: false)
      guard try FileReading.names(in: folder).isEmpty else { throw SystemError.notEmpty }
      try FileWriting.makeFolder(folder + "/exports", in: here, isModeKept: false)
      for (path, text) in files {
        try FileWriting.write(
          Array(text.utf8), to: "\(folder)/\(path)", in: here, mode: 0o644)
      }
    } catch {
      throw RunFailure("the example cannot be written to '\(folder)': \(error.text)")
    }
  }

  /// What to do with it.
  func nextSteps(_ folder: String) -> String {
    let options = "--input \(folder)/exports --config \(folder)/license-digest.yml"
    return """
      The example is in \(folder). Look at it in a browser:

          license-digest preview \(options)

      or publish it and open \(folder)/output/index.html:

          license-digest build \(options) --output \(folder)/output

      """
  }
}
