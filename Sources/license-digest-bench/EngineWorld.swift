internal import Licensing
internal import Templates

/// A digest of ten lines as plain as other engines' benchmarks have it: the engine alone.
struct EngineWorld {
  private enum DigestNames: Int, TemplateNames {
    case name, lines

    var type: TemplateType { self == .lines ? LineNames.list : .text }
    var meaning: String { "" }
  }

  private enum LineNames: Int, TemplateNames {
    case license, virtualAccount, quantity, end, left

    var type: TemplateType { .text }
    var meaning: String { "" }
  }

  let html: Template
  let text: Template
  let values: TemplateValues

  init() throws {
    html = try Self.template(
      """
      <h1>{{name}}</h1>
      <table>
      {{#lines}}
      <tr><td>{{left}}</td><td>{{license}}</td><td>{{virtualAccount}}</td><td>{{quantity}}</td>\
      <td>{{end}}</td></tr>
      {{/lines}}
      </table>

      """, .html)
    text = try Self.template(
      """
      {{name}}
      {{#lines}}
      {{left}} days: {{quantity}} {{license}} in {{virtualAccount}}, until {{end}}
      {{/lines}}

      """, .none)
    var values = TemplateValues()
    let root = values.reserve(DigestNames.allCases.count)
    values.set(root + DigestNames.name.rawValue, "Acme, Inc.")
    for line in 0..<10 {
      let slot = values.append(
        to: root + DigestNames.lines.rawValue, fields: LineNames.allCases.count)
      values.set(slot + LineNames.license.rawValue, "Routing & Switching \(line)")
      values.set(slot + LineNames.virtualAccount.rawValue, "Branch Offices")
      values.set(slot + LineNames.quantity.rawValue, "\(line * 25)")
      values.set(slot + LineNames.end.rawValue, ExportShape.date.adding(days: line * 8).iso)
      values.set(slot + LineNames.left.rawValue, "\(line * 8)")
    }
    self.values = values
  }

  /// The bytes of one digest.
  func render(_ template: Template) -> [UInt8] {
    var bytes: [UInt8] = []
    template.render(values, into: &bytes)
    return bytes
  }

  private static func template(_ text: String, _ escaping: Escaping) throws -> Template {
    let source = TemplateSource(path: "digest", bytes: Array(text.utf8))
    return try TemplateLibrary(["digest": source])
      .template("digest", for: DigestNames.record, escaping: escaping)
  }
}
