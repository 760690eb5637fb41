internal import Licensing

extension XMLExport {
  /// Warns of what does not fit the schema, where the document was compared with one.
  mutating func addSchemaFindings() {
    for finding in reader.findings {
      fields.rows.diagnostics.append(
        .warning(
          "schema", "does not fit the schema: \(Self.shown(finding.message))",
          at: location(finding.place)))
    }
    guard reader.findings.count == XMLSchemaCheck.mostFindings, let last = reader.findings.last
    else { return }
    fields.rows.diagnostics.append(
      .note(
        "schema-left",
        "after \(reader.findings.count) findings the rest is not compared with the "
          + "schema", at: location(last.place)))
  }
}
