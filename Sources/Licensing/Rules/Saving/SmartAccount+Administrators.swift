extension SmartAccount {
  /// Whether a row of preferences makes an address a smart-account admin, whatever its case.
  package func isAdministrator(_ address: String, texts: TextTable) -> Bool {
    let address = address.lowercasedASCII
    return preferences.contains { row in
      texts.string(row.email).lowercasedASCII == address
        && Role(texts.string(row.role)) == .administrator
    }
  }
}
