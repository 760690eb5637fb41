internal import Templates

/// Where the values of a record of these names are.
struct RecordSlot<Names: TemplateNames>: Sendable {
  /// The slot of its first field.
  let first: Int

  /// The record as the key of its measured size; see `Template.renderMeasuring`.
  var elementSlot: Int { first - 1 }
}
