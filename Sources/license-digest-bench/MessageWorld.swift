internal import Exports
internal import Foundation
internal import Licensing
internal import Rendering
internal import Templates
internal import Yams

/// One account with ten terms that expire, its reader, and the templates of a folder.
struct MessageWorld {
  let account: SmartAccount
  let digest: Licensing.Digest
  let renderer: MessageRenderer

  /// Reads the templates and judges the account; what is wrong with a template is thrown.
  init(templates: String) throws {
    let inventory = Inventory(
      joining: [Self.rows(0, Self.licenses), Self.rows(1, Self.preferences)],
      reportDate: ExportShape.date)
    guard let account = inventory.accounts.first else {
      preconditionFailure("the account of the benchmark is read")
    }
    let (settings, texts) = (RuleSettings(), inventory.texts)
    let run = AccountReport(
      account, texts: texts, date: ExportShape.date, since: ExportShape.date.adding(days: -1),
      settings: settings)
    let grants = RecipientRule.grants(
      in: account, texts: texts, settings: settings, locales: ["en"])
    guard let variant = Variant.variants(of: grants.dailySummaries).first else {
      preconditionFailure("the reader of the benchmark gets a summary")
    }
    self.account = account
    digest = run.digest(for: variant, texts: texts, isCutShort: false)
    precondition(digest.expiring.count == 10, "ten terms of the benchmark expire")
    let phrases = Phrases(
      locale: "en", wording: try Self.wording(templates + "/locales/en.yml"))
    renderer = try MessageRenderer(
      Sentences(phrases, texts: texts, date: digest.date), library: try Self.library(templates))
  }

  /// The bodies of the message.
  func bodies() -> MessageRenderer.Bodies {
    renderer.bodies(
      of: digest, account: account, subject: "[Acme, Inc.] 10 terms expire within 90 days",
      links: MessageLinks(portal: nil, commerce: nil, support: nil, pages: nil))
  }

  private static let licenses =
    "account_domain,account_name,virtual_account,license,license_type,quantity,in_use,"
    + "end_date,subscription_id\n"
    + (0..<10).map { line in
      "acme.example,\"Acme, Inc.\",DEFAULT,License \(line),TERM,50,\(line * 5),"
        + "\(ExportShape.date.adding(days: line * 8).iso),Sub10000\(line)\n"
    }.joined()

  private static let preferences =
    "account_domain,email,role,daily_summary\nacme.example,ann@acme.example,admin,yes\n"

  private static func rows(_ file: Int32, _ text: String) -> ExportRows {
    var rest = Array(text.utf8)
    return ExportFile.rows(
      file: file, accountFolder: nil, options: ExportOptions(), pieceSize: 1 << 16
    ) { buffer in
      buffer.bytes.replaceSubrange(buffer.count..<buffer.count + rest.count, with: rest)
      buffer.count += rest.count
      rest = []
    }
  }

  private static func library(_ folder: String) throws -> TemplateLibrary {
    var sources: [String: TemplateSource] = [:]
    for subfolder in [folder, folder + "/partials"] {
      for name in try FileManager.default.contentsOfDirectory(atPath: subfolder)
      where name.hasSuffix(".mustache") {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(subfolder)/\(name)"))
        sources[String(name.dropLast(9))] = TemplateSource(path: name, bytes: Array(bytes))
      }
    }
    return try TemplateLibrary(sources)
  }

  private static func wording(_ path: String) throws -> [String: String] {
    var texts: [String: String] = [:]
    func flatten(_ node: Node, _ prefix: String) {
      for (key, value) in node.mapping ?? [:] {
        guard let name = key.scalar?.string else { continue }
        if let text = value.scalar?.string { texts[prefix + name] = text }
        flatten(value, prefix + name + ".")
      }
    }
    if let root = try compose(yaml: String(contentsOfFile: path, encoding: .utf8)) {
      flatten(root, "")
    }
    return texts
  }
}
