internal import Licensing

extension ColumnLayout {
  /// Why a file cannot be used at all.
  enum Refusal: Error {
    /// With the kind it is nearest to, where it is near to any.
    case unknownKind(HeaderFit?)
    /// No line has columns, and one would with this delimiter.
    case otherDelimiter(Unicode.Scalar)
    case headerTooLong
    case unclosedQuote
    case broken(Record.Fault)
    case sameName(String, String)
    case noAccountDomain
  }
}

extension ColumnLayout.Refusal {
  /// The error that rejects the file.
  func diagnostic(at location: SourceLocation) -> Diagnostic {
    switch self {
    case .unknownKind(let nearest):
      .error("unknown-kind", Self.text(nearest), loss: .file, at: location)
    case .otherDelimiter(let delimiter):
      .error(
        "unknown-kind",
        "no line of the first 20 has columns between commas, semicolons or tabs (is '\(String(delimiter))' the "
          + "delimiter? then set delimiter in a rule of exports)", loss: .file, at: location)
    case .headerTooLong:
      .error(
        "header-too-long",
        "the header is longer than 1 MiB or \(CSVReader.mostFields) columns", loss: .file,
        at: location)
    case .unclosedQuote:
      .error(
        "unclosed-quote", "a quote that opens in the header does not close on its line",
        loss: .file, at: location)
    case .broken(let fault):
      .error(fault.code, "the header cannot be read: \(fault.sentence)", loss: .file, at: location)
    case .sameName(let first, let second):
      .error(
        "duplicate-column", "columns \(first.quoted) and \(second.quoted) have the same name",
        loss: .file, value: second, at: location)
    case .noAccountDomain:
      .error(
        "no-account-domain",
        "there is no column account_domain, and the file lies in no account folder (add the "
          + "column, move the file into a folder like acme.example/, or set account_domain in a "
          + "rule of exports)",
        loss: .file, at: location)
    }
  }

  private static func text(_ nearest: HeaderFit?) -> DiagnosticText {
    guard let nearest else {
      return
        "neither licenses, product instances, alerts, dismissals, preferences nor events (no line of "
        + "the first 20 has the columns of one; a rule of exports can name them)"
    }
    let missing = nearest.missing.map(\.name) + nearest.missingOfRule.map(\.quoted)
    let alike = nearest.missing.compactMap { column -> String? in
      let names = nearest.namesLike(column)
      return names.isEmpty
        ? nil : "\(names.map(\.quoted).joined(separator: ", ")) for \(column.name)"
    }
    let hint = alike.isEmpty ? "" : "; did you mean \(alike.joined(separator: ", "))?"
    return
      "no known kind of export: nearest is \(nearest.kind.rawValue), which needs \(missing.joined(separator: ", "))\(hint)"
  }
}

extension HeaderFit {
  /// The names of the line that look like one of a column's and mean nothing else.
  func namesLike(_ column: Column) -> [String] {
    let wanted = ColumnNames.meanings(of: kind).filter { $0.value.column == column }.keys
    return names.words.indices.filter { index in
      let word = names.words[index]
      return matches[index] == nil && !word.isEmpty && wanted.contains { $0.looksLike(word) }
    }.map { names.written[$0] }
  }
}

extension String {
  /// Whether one holds the other, or two letters at most differ; of words of four letters or more.
  fileprivate func looksLike(_ other: String) -> Bool {
    let (own, other) = (Array(utf8), Array(other.utf8))
    if own.count >= 4, other.count >= 4, own.holds(other) || other.holds(own) { return true }
    guard own.count >= 3, other.count >= 3, abs(own.count - other.count) <= 2 else { return false }
    var distances = Array(0...other.count)
    for (row, byte) in own.enumerated() {
      var diagonal = distances[0]
      distances[0] = row + 1
      for (column, otherByte) in other.enumerated() {
        let replaced = diagonal + (byte == otherByte ? 0 : 1)
        diagonal = distances[column + 1]
        distances[column + 1] = Swift.min(replaced, distances[column] + 1, diagonal + 1)
      }
    }
    return distances[other.count] <= (own.count < 6 ? 1 : 2)
  }
}

extension [UInt8] {
  /// Whether the bytes of another occur in it, one after the other.
  ///
  /// For names of a few bytes; the search of the library sets up tables for each.
  fileprivate func holds(_ other: [UInt8]) -> Bool {
    guard other.count <= count else { return false }
    return (0...count - other.count).contains { start in
      other.indices.allSatisfy { self[start + $0] == other[$0] }
    }
  }
}

extension Record.Fault {
  /// The stable word of the problem.
  var code: String {
    switch self {
    case .fieldTooLong, .recordTooLong: "field-too-long"
    case .nulByte: "nul-byte"
    case .textAfterQuote: "text-after-quote"
    case .tooManyFields: "ragged-row"
    }
  }

  /// What is wrong.
  var sentence: String {
    switch self {
    case .fieldTooLong: "a field is longer than 65536 bytes"
    case .recordTooLong: "the record is longer than 4 MiB"
    case .nulByte: "a field holds a NUL byte"
    case .textAfterQuote: "text follows a closing quote (quotes within a field are doubled: \"\")"
    case .tooManyFields: "more than \(CSVReader.mostFields) fields"
    }
  }
}
