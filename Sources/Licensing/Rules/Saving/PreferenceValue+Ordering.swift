extension PreferenceValue {
  /// Words in the order of P2 or the largest first, each once; words that are neither stay last.
  var ordered: PreferenceValue {
    guard case .choice(.listed(let words)) = self else { return self }
    func rank(_ word: String) -> Int {
      if let days = Int(word), days >= 0 { return -days }
      return AlertType(named: word).flatMap { AlertType.allCases.firstIndex(of: $0) } ?? 1_000
    }
    var seen: Set<String> = []
    let once = words.map(\.asWord).filter { seen.insert($0).inserted }
    let sorted = once.enumerated().sorted {
      (rank($0.element), $0.offset) < (rank($1.element), $1.offset)
    }.map(\.element)
    return .choice(sorted == AlertType.allCases.map(\.rawValue) ? .all : .listed(sorted))
  }
}

extension String {
  /// A number without zeros before it, a name in small letters.
  fileprivate var asWord: String {
    let isNumber = !utf8.isEmpty && utf8.allSatisfy { (48...57).contains($0) }
    if isNumber { return Int(self).map(String.init) ?? self }
    return AlertType(named: self)?.rawValue ?? lowercasedASCII
  }
}
