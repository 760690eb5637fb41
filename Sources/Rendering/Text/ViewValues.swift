internal import Templates

/// The values of a view, set by the names it declares.
struct ViewValues: Sendable {
  /// What templates are filled with.
  private(set) var filled = TemplateValues()

  /// Begins the record that a template is filled with; it must be the first.
  mutating func root<Names: TemplateNames>(_ names: Names.Type) -> RecordSlot<Names> {
    precondition(filled.isEmpty, "the root is the first record")
    return RecordSlot(first: filled.reserve(Names.allCases.count))
  }

  /// Appends an empty record to a list.
  mutating func append<Names: TemplateNames, Element: TemplateNames>(
    to name: Names, of record: RecordSlot<Names>, _ element: Element.Type
  ) -> RecordSlot<Element> {
    RecordSlot(
      first: filled.append(to: record.first + name.rawValue, fields: Element.allCases.count))
  }

  /// Appends a text to a list.
  mutating func append<Names: TemplateNames>(
    to name: Names, of record: RecordSlot<Names>, _ text: String
  ) {
    filled.set(filled.append(to: record.first + name.rawValue, fields: 1), text)
  }

  /// Appends a text of UTF-8 bytes to a list.
  mutating func append<Names: TemplateNames>(
    to name: Names, of record: RecordSlot<Names>, bytes text: ArraySlice<UInt8>
  ) {
    filled.set(filled.append(to: record.first + name.rawValue, fields: 1), bytes: text)
  }

  /// Sets an optional record, which is then there, with nothing set in it.
  mutating func open<Names: TemplateNames, Inner: TemplateNames>(
    _ name: Names, of record: RecordSlot<Names>, _ inner: Inner.Type
  ) -> RecordSlot<Inner> {
    RecordSlot(
      first: filled.open(record.first + name.rawValue, fields: Inner.allCases.count))
  }

  /// Sets a text.
  mutating func set<Names: TemplateNames>(
    _ name: Names, of record: RecordSlot<Names>, _ text: String
  ) {
    filled.set(record.first + name.rawValue, text)
  }

  /// Sets a text of UTF-8 bytes.
  mutating func set<Names: TemplateNames>(
    _ name: Names, of record: RecordSlot<Names>, bytes text: ArraySlice<UInt8>
  ) {
    filled.set(record.first + name.rawValue, bytes: text)
  }

  /// Sets a text that `write` appends to the end of a buffer of UTF-8.
  mutating func set<Names: TemplateNames>(
    _ name: Names, of record: RecordSlot<Names>, writing write: (inout [UInt8]) -> Void
  ) {
    filled.set(record.first + name.rawValue, writing: write)
  }

  /// Sets a flag.
  mutating func set<Names: TemplateNames>(
    _ name: Names, of record: RecordSlot<Names>, _ isOn: Bool
  ) {
    filled.set(record.first + name.rawValue, isOn)
  }
}
