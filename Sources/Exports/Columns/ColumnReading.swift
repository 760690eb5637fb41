package import Licensing

/// How a file's columns were understood, for people who check or write a rule.
package struct ColumnReading: Sendable {
  /// A column of the file, or a constant of a rule.
  package struct Line: Sendable {
    /// The name in the header; nil for a constant.
    package let name: String?
    /// Our name of what it was read as; nil where it was ignored.
    package let meaning: String?
    /// The value of each row, where a rule states it.
    package let constant: String?
  }

  /// What the file holds.
  package let kind: ExportKind
  /// In the order of the columns, constants last.
  package let lines: [Line]

  /// The reading of a header.
  init(_ layout: ColumnLayout) {
    kind = layout.kind
    var meanings: [Int: Column] = [:]
    for column in Column.allCases {
      if let index = layout.index(of: column) { meanings[index] = column }
    }
    for index in layout.moreStatuses { meanings[index] = .status }
    let constants: [(Column, String?)] = [
      (.accountDomain, layout.constantAccount), (.virtualAccount, layout.constantVirtualAccount),
    ]
    lines =
      layout.names.enumerated().map { index, name in
        Line(name: name, meaning: meanings[index]?.name, constant: nil)
      }
      + constants.compactMap { column, value in
        value.map { Line(name: nil, meaning: column.name, constant: $0) }
      }
  }
}

/// The names that rules may use.
package enum ColumnMeaning {
  /// Our names of the columns.
  package static let names = Column.allCases.filter { $0 != .assignedQuantity }.map(\.name)
  /// The kinds a file may be, in the order in which a header is tried.
  package static let kinds = ColumnNames.kinds
}
