internal import Licensing
internal import Rendering

/// An expiring line as a terminal shows it: days left, license, seats, virtual account, end.
struct ExpiringLine {
  private let label: String
  private let text: String

  init(_ line: ExpiringTerm, in account: SmartAccount, texts: TextTable) {
    let license = account.licenses[line.term.license]
    label =
      switch line.daysLeft {
      case 0: "today"
      case 1: "tomorrow"
      default: "\(line.daysLeft) days"
      }
    let seats = "\(line.quantity) \(line.quantity == 1 ? "seat" : "seats")"
    let facts = [
      texts.string(license.name), seats,
      texts.string(account.virtualAccounts[license.virtualAccount]),
      texts.string(line.term.subscription), "ends \(line.endDate.iso)",
    ]
    text = facts.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// Adds the line behind a mark.
  func add(to report: inout TextReport, behind mark: String) {
    report.add(text, behind: mark + TextLayout.rightAligned(label, to: 8) + "  ")
  }
}
