package import Licensing

/// `run.json`: what a run read and made (docs/output.md); no time, duration, host, absolute path.
package struct RunManifest: Sendable {
  /// One input file.
  package struct File: Sendable {
    /// Relative to its input, its number before it where there are several.
    package var path: String
    /// What it holds; nil where it was rejected or could not be read.
    package var kind: ExportKind?
    /// nil where the file could not be read to its end.
    package var sha256: String?
    /// Rows that were used.
    package var kept: Int
    /// Rows that were left out.
    package var rejected: Int

    /// A file of these figures; one that was skipped or could not be read has no rows.
    package init(
      path: String, kind: ExportKind?, sha256: String?, kept: Int = 0, rejected: Int = 0
    ) {
      self.path = path
      self.kind = kind
      self.sha256 = sha256
      self.kept = kept
      self.rejected = rejected
    }
  }

  /// The report date.
  package var date: CalendarDate
  /// The report date of the run before.
  package var since: CalendarDate
  /// As asked for: `html`, `text`, `eml`, `json`.
  package var formats: [String]
  /// In the order they are written: accounts, licenses, terms, ...
  package var counts: [(name: String, count: Int)] = []
  /// Of the input, in input order.
  package var files: [File] = []

  /// A run of a date.
  package init(date: CalendarDate, since: CalendarDate, formats: [String]) {
    self.date = date
    self.since = since
    self.formats = formats
  }

  /// How many licenses were read.
  package var licenses: Int { counts.first { $0.name == "licenses" }?.count ?? 0 }

  /// The bytes of `run.json`.
  package var bytes: [UInt8] {
    var json = JSONText()
    json.object { json in
      json.text("generator", "license-digest")
      json.number("version", 1)
      json.text("date", date.iso)
      json.text("since", since.iso)
      json.array("formats") { json in for format in formats { json.element(format) } }
      json.object("counts") { json in
        for entry in counts { json.number(entry.name, entry.count) }
      }
      json.array("files") { json in
        for file in files {
          json.object { json in
            json.text("path", file.path)
            json.text("kind", file.kind?.rawValue)
            json.text("sha256", file.sha256)
            json.number("rows", file.kept + file.rejected)
            json.number("kept", file.kept)
            json.number("rejected", file.rejected)
          }
        }
      }
    }
    json.endLine()
    return json.bytes
  }
}

extension JSONText {
  /// A line of `problems.jsonl`.
  package mutating func problem(_ diagnostic: Diagnostic, path: String) {
    problemElement(diagnostic, path: path)
    endLine()
  }

  /// The same as an element of an array.
  package mutating func problemElement(_ diagnostic: Diagnostic, path: String) {
    object { json in
      json.text("path", path)
      json.number("line", diagnostic.location.line == 0 ? nil : Int(diagnostic.location.line))
      json.number(
        "column", diagnostic.location.column == 0 ? nil : Int(diagnostic.location.column))
      json.text("severity", diagnostic.severity.rawValue)
      json.text("code", diagnostic.code)
      json.text("message", diagnostic.message)
      json.text("value", diagnostic.value)
      json.text("account", diagnostic.account)
    }
  }
}
