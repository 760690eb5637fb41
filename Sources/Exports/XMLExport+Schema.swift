internal import Licensing

extension XMLExport {
  /// Warns of what does not fit the schema, where the document was compared with one.
  mutating func addSchemaFindings() {
    guard let check = reader.check else { return }
    for finding in check.findings {
      fields.rows.diagnostics.append(
        .warning(
          "schema", "does not fit the schema: \(Self.shown(finding.message))",
          at: location(finding.place)))
    }
    guard check.findings.count == XMLSchemaCheck.mostFindings, let last = check.findings.last else {
      return
    }
    fields.rows.diagnostics.append(
      .note(
        "schema-left",
        "after \(check.findings.count) findings the rest is not compared with the "
          + "schema", at: location(last.place)))
  }
}
