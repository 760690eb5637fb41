extension MailMessage {
  /// Why a recipient gets a mail: English in every locale, as the names of header fields are.
  package struct Reason: Sendable {
    /// `preferences of alice@acme.example`, `additional address of alice@acme.example`.
    package let text: String

    /// Of the recipient's own preferences, or of those of the administrators who added it.
    package init(_ recipient: String, addedBy: [String]) {
      text =
        addedBy.isEmpty
        ? "preferences of \(recipient)"
        : "additional address of \(addedBy.joined(separator: ", "))"
    }
  }
}
