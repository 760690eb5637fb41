internal import Licensing

/// Where one message names the licenses of its account.
struct DigestMentions {
  private let account: SmartAccount
  private let digest: Licensing.Digest
  private let texts: TextTable

  /// The mentions in a digest of an account.
  init(_ digest: Licensing.Digest, of account: SmartAccount, _ texts: TextTable) {
    (self.digest, self.account, self.texts) = (digest, account, texts)
  }

  /// What it says of a term or of the license it belongs to, a sentence's part each.
  func mentions(of term: Term) -> [String] {
    lines(of: term) + alerts(of: term)
  }

  /// Expiring lines, those of renewed licenses too; a line may hold several terms.
  private func lines(of term: Term) -> [String] {
    let ending = digest.expiring.first { holds($0, term) }.map { line in
      let band = line.band.map { "within \($0) days (P6)" } ?? "as it nears its end"
      let milestone = line.milestone.map { ", milestone \($0) crossed" } ?? ""
      return band + milestone
    }
    let renewed = digest.renewed.contains { holds($0, term) } ? "as renewed" : nil
    return [ending, renewed].compactMap(\.self)
  }

  private func holds(_ line: ExpiringTerm, _ term: Term) -> Bool {
    term.quantity > 0 && line.term.license == term.license && line.endDate == term.end.date
      && line.term.subscription == term.subscription && line.term.sku == term.sku
  }

  /// Alerts of the term, and those of its license as a whole.
  private func alerts(of term: Term) -> [String] {
    let license = account.licenses[term.license]
    return digest.alerts.filter { alert in
      guard alert.virtualAccount == license.virtualAccount, alert.subject == license.name else {
        return false
      }
      switch alert.type {
      case .insufficientLicenses, .outOfCompliance: return true
      case .licensesExpiring, .licensesExpired:
        return term.quantity > 0 && alert.subscription == term.subscription
          && alert.actionDue == term.end.date
      default: return false
      }
    }.map { "\($0.severity.rawValue) alert \($0.type.rawValue) (P2)" }
  }
}
