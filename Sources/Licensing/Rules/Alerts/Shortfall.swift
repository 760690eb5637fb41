extension SmartAccount {
  /// The quantity of a license's terms in force on a day, a number of days since 1970-01-01.
  package func quantityInForce(of license: License, onDayNumber day: Int) -> Int {
    var sum = 0
    for index in license.terms where terms[index].isInForce(onDayNumber: day) {
      sum += terms[index].quantity
    }
    return sum
  }

  /// The seats a license is short on the day after a term ends if nothing is renewed.
  ///
  /// 0 where other terms cover what is in use; nil where in use is unknown or the term has no end.
  package func shortfall(of term: Term) -> Int? {
    let license = licenses[term.license]
    guard let inUse = license.inUse, let end = term.end.date else { return nil }
    // The day after 9999-12-31 cannot be written, but what is in force on it is known.
    return max(0, inUse - quantityInForce(of: license, onDayNumber: Int(end.dayNumber) + 1))
  }
}
