internal import Licensing

/// Decodes a piece of a document: the attributes of all open elements are one record.
///
/// An inner element's attributes take the place of those it inherits, and its end puts them back.
/// So a row is decoded where its element ends, from values that all lie in the piece's bytes.
struct XMLRows {
  private struct Open {
    var position: XMLEvents.Position
    /// How many fields were replaced before its attributes.
    var replaced: Int
    var isPlain: Bool
    var isTooLong: Bool
  }

  private let piece: XMLEvents
  /// All values of the piece are, so that none is asked by itself.
  private let isPlain: Bool
  private var open: [Open] = []
  private var replaced: [(column: Int, field: Record.Field)] = []
  /// Of the open user.
  private var user = XMLUser()

  /// Decodes into the rows of `fields`, which has turned to the piece.
  static func decode(_ piece: XMLEvents, into fields: inout RowDecoder) {
    fields.rows.kind = nil
    fields.record.fieldCount = fields.record.fields.count
    var rows = XMLRows(piece)
    for index in piece.events.indices {
      let event = piece.events[index]
      switch event.kind {
      case .start: rows.begin(event, &fields)
      case .end: rows.end(event, &fields)
      case .text: rows.user.addText(Int(event.first)..<Int(event.end))
      }
    }
  }

  private init(_ piece: XMLEvents) {
    self.piece = piece
    isPlain = piece.bytes.span.isPrintable
  }

  private mutating func begin(_ event: XMLEvents.Event, _ fields: inout RowDecoder) {
    var new = Open(
      position: event.position, replaced: replaced.count,
      isPlain: isPlain || open.last?.isPlain ?? true,
      isTooLong: event.isTooLong || open.last?.isTooLong ?? false)
    for index in Int(event.first)..<Int(event.end) {
      let attribute = piece.attributes[index]
      set(attribute.column, attribute.first..<attribute.end, event.position, &fields)
      if !isPlain, !piece.bytes.span.extracting(attribute.range).isPrintable { new.isPlain = false }
    }
    open.append(new)
    if event.element == .user { user = XMLUser() }
  }

  private mutating func end(_ event: XMLEvents.Event, _ fields: inout RowDecoder) {
    guard let last = open.indices.last else { return }
    open[last].isTooLong = open[last].isTooLong || event.isTooLong
    if event.isMisplaced {
      reject(event, &fields)
    } else {
      switch event.element {
      case .term: decode(as: .licenses, &fields)
      case .license where !event.hasTerm: decodeWithoutTerm(&fields)
      case .productInstance: decode(as: .instances, &fields)
      case .event: decode(as: .events, &fields)
      case .alert: decode(as: .alerts, &fields)
      case .dismissal: decode(as: .dismissals, &fields)
      case .user: decodeUser(&fields)
      case .listedAccount:
        user.names.append(fields.record.fields[Column.virtualAccount.rawValue].range)
      case .additionalEmail: user.endAddress()
      default: break
      }
    }
    // Put back what its attributes replaced.
    while replaced.count > open[last].replaced, let (column, field) = replaced.popLast() {
      fields.record.fields[column] = field
    }
    open.removeLast()
  }

  /// Makes a range of the piece's bytes the value of a column, until the open element ends.
  private mutating func set(
    _ column: Column, _ range: Range<Int32>, _ position: XMLEvents.Position,
    _ fields: inout RowDecoder
  ) {
    replaced.append((column.rawValue, fields.record.fields[column.rawValue]))
    fields.record.fields[column.rawValue] = Record.Field(
      start: range.lowerBound, end: range.upperBound, line: position.line,
      column: position.column)
  }

  /// Makes the open elements' values the record of a kind.
  private func prepare(as kind: ExportKind, _ fields: inout RowDecoder) {
    guard let last = open.last else { return }
    fields.layout.kind = kind
    fields.record.line = last.position.line
    fields.record.column = last.position.column
    fields.record.isPlain = last.isPlain
    fields.record.fault = last.isTooLong ? .fieldTooLong : nil
  }

  private func decode(as kind: ExportKind, _ fields: inout RowDecoder) {
    prepare(as: kind, &fields)
    fields.decodeRecord(piece.bytes.span, isInPart: true)
  }

  private mutating func decodeWithoutTerm(_ fields: inout RowDecoder) {
    guard let last = open.last else { return }
    set(.quantity, XMLEvents.zero, last.position, &fields)
    let kept = fields.rows.licenses.count
    decode(as: .licenses, &fields)
    guard fields.rows.licenses.count > kept else { return }
    fields.warning(
      "license-without-term", "the license has no term; it counts as one of quantity 0",
      at: fields.rowLocation)
  }

  private func decodeUser(_ fields: inout RowDecoder) {
    let bytes = piece.bytes.span
    prepare(as: .preferences, &fields)
    fields.beginRecord(isInPart: false)
    let scope = fields.string(.virtualAccounts, bytes)
    if scope != "*", !scope.isEmpty, !user.names.isEmpty {
      return fields.rejectRecord(
        "scope-twice",
        "'virtual-accounts' lists names, and so do elements 'virtual-account' (expected one of "
          + "the two)", at: fields.location(of: .virtualAccounts), bytes)
    }
    let kept = fields.rows.preferences.count
    decode(as: .preferences, &fields)
    guard fields.rows.preferences.count > kept else { return }
    user.complete(&fields, bytes)
  }

  /// Counts a row that lies out of place, and reports where that begins.
  private func reject(_ event: XMLEvents.Event, _ fields: inout RowDecoder) {
    let kind: ExportKind? =
      switch event.element {
      case .term: .licenses
      case .license: event.hasTerm ? nil : .licenses
      case .productInstance: .instances
      case .event: .events
      case .alert: .alerts
      case .dismissal: .dismissals
      case .user: .preferences
      default: nil
      }
    if let kind {
      prepare(as: kind, &fields)
      fields.countRejected(piece.bytes.span)
    }
    for index in Int(event.first)..<Int(event.end) {
      let misplaced = piece.misplaced[index]
      prepare(as: kind ?? .licenses, &fields)
      fields.report(
        "misplaced-element", DiagnosticText(whole: misplaced.sentence),
        loss: misplaced.rows == 0 ? .value : .row,
        piece.bytes.span)
    }
  }
}
