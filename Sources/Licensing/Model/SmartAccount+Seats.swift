extension SmartAccount {
  /// The quantity of a license's terms in force on the report date.
  package func quantityInForce(of license: License, on reportDate: CalendarDate) -> Int {
    let day = Int(reportDate.dayNumber)
    return terms[license.terms].reduce(0) { sum, term in
      sum + (term.isInForce(onDayNumber: day, reportDate: reportDate) ? term.quantity : 0)
    }
  }
}
