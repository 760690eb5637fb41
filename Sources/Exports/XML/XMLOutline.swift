/// Makes events of tags: settles what each element is by where it lies, and keeps what is open.
///
/// What no row needs makes no event. Elements of no schema are kept open all the same, for one of
/// ours may lie in them, out of place.
struct XMLOutline {
  /// A name that means nothing here.
  struct Note {
    var name: String
    /// Whose attribute it names; nil: it names an element.
    var owner: XMLElement?
    /// The column that the attribute is read as.
    var column: Column?
    var position: XMLEvents.Position
  }

  private struct Open {
    /// nil: of no schema.
    var element: XMLElement?
    var isMisplaced = false
    var hasTerm = false
    var isTooLong = false
    /// Its attributes among those of the events.
    var first: Int32 = 0
    var end: Int32 = 0
    var position: XMLEvents.Position
  }

  /// What all children of one user may take, in bytes.
  private static let mostOfUser = 1 << 20
  /// What a child takes beside its value.
  private static let childSize = 64

  private(set) var notes: [Note] = []
  private var noted: Set<String> = []
  private var events = XMLEvents()
  /// How many events only open again what the piece before left open.
  private var reopened = 0
  private var open: [Open] = []
  /// Of the outermost open element in a wrong place.
  private var misplacedSentence = ""
  private var misplacedRows = 0
  /// What the children of the open user take.
  private var userSize = 0

  /// What the next element's name is looked up in.
  var owner: XMLNameTable.Owner {
    guard let last = open.last else { return .root }
    return last.element.map { .children($0) } ?? .unknownElement
  }

  /// What a name means in its owner.
  func meaning(of name: String, in owner: XMLNameTable.Owner) -> XMLNameTable.Meaning {
    switch owner {
    case .attributes(let element):
      if let column = element.column(name) { return .column(column) }
      return element.columnMeant(by: name).map { .otherName($0) } ?? .unknown
    case .root: return XMLElement(name, in: nil).map { .element($0) } ?? .unknown
    case .children(let parent):
      if let element = XMLElement(name, in: parent) { return .element(element) }
    case .unknownElement: break
    }
    return XMLElement(anywhere: name).map { .misplaced($0) } ?? .unknown
  }

  /// Opens an element; gives it where its attributes are wanted.
  mutating func begin(
    _ meaning: XMLNameTable.Meaning, at position: XMLEvents.Position
  ) -> XMLElement? {
    var new = Open(position: position)
    let parent = open.last
    switch meaning {
    case .element(let element): new.element = element
    case .misplaced(let element): new.element = element
    default: break
    }
    new.isMisplaced = parent?.isMisplaced ?? false
    if case .misplaced(let element) = meaning, !new.isMisplaced {
      new.isMisplaced = true
      misplacedRows = 0
      let place = parent?.element.map { "in '\($0.name)'" } ?? "in an unknown element"
      misplacedSentence =
        "element '\(element.name)' is out of place \(place) (expected \(element.home)"
    }
    if let parent, let element = new.element {
      if element == .term { open[open.count - 1].hasTerm = true }
      if parent.element == .user {
        userSize += Self.childSize
        if userSize > Self.mostOfUser { open[open.count - 1].isTooLong = true }
        if open[open.count - 1].isTooLong { new.element = nil }
      }
    }
    if new.element == .user { userSize = 0 }
    new.first = Int32(truncatingIfNeeded: events.attributes.count)
    open.append(new)
    return new.element
  }

  /// An attribute of the element that was opened last, its value appended already.
  @inline(__always) mutating func add(_ column: Column, from start: Int) {
    let end = events.bytes.count
    events.attributes.append(
      XMLEvents.Attribute(
        column: column, first: Int32(truncatingIfNeeded: start),
        end: Int32(truncatingIfNeeded: end)))
    if end &- start > CSVReader.longestField { open[open.count - 1].isTooLong = true }
  }

  /// Whether the element that was opened last has an attribute of a column already.
  func hasAttribute(_ column: Column) -> Bool {
    let first = open.last.map { Int($0.first) } ?? 0
    return events.attributes[first...].contains { $0.column == column }
  }

  /// Appends a value and gives where it begins.
  @inline(__always) mutating func append(_ value: UnsafeBufferPointer<UInt8>) -> Int {
    let start = events.bytes.count
    unsafe events.bytes.append(contentsOf: value)
    return start
  }

  /// Ends the start tag of an element that was asked for.
  mutating func endTag() {
    let last = open.count - 1
    let end = Int32(truncatingIfNeeded: events.attributes.count)
    open[last].end = end
    guard let element = open[last].element else { return }
    if element == .listedAccount, last > 0, open[last].end > open[last].first {
      let name = events.attributes[Int(open[last].first)]
      userSize += name.range.count
      if open[last].isTooLong { open[last - 1].isTooLong = true }
    }
    if element == .license || element == .term { events.termCount += 1 }
    events.events.append(
      XMLEvents.Event(
        kind: .start, element: element, isMisplaced: open[last].isMisplaced,
        isTooLong: open[last].isTooLong, first: open[last].first, end: end,
        position: open[last].position))
  }

  /// Notes a name that means nothing, once; nothing is noted of what is lost anyway.
  mutating func note(_ name: String, attributeOf owner: XMLElement?, readAs column: Column? = nil) {
    guard let last = open.last, !last.isMisplaced,
      noted.insert(owner.map { "\(name) \($0.name)" } ?? name).inserted
    else { return }
    notes.append(Note(name: name, owner: owner, column: column, position: last.position))
  }

  /// Closes the element that was opened last.
  mutating func end() {
    guard let last = open.popLast(), let element = last.element else { return }
    var event = XMLEvents.Event(
      kind: .end, element: element, isMisplaced: last.isMisplaced, hasTerm: last.hasTerm,
      isTooLong: last.isTooLong)
    if last.isMisplaced {
      if element.isRow || (element == .license && !last.hasTerm) { misplacedRows += 1 }
      if open.last?.isMisplaced != true {
        event.first = Int32(truncatingIfNeeded: events.misplaced.count)
        event.end = event.first + 1
        let rows = misplacedRows > 1 ? "; \(misplacedRows) rows are lost" : ""
        events.misplaced.append(
          XMLEvents.Misplaced(
            sentence: "\(misplacedSentence)\(rows))", rows: misplacedRows,
            position: last.position))
      }
    }
    events.events.append(event)
  }

  /// Closes what is out of place where the document breaks within it, so that its loss is reported.
  mutating func abandon() {
    while open.last?.isMisplaced == true { end() }
  }

  /// Whether text means something here: an address.
  var takesText: Bool {
    guard let last = open.last else { return false }
    return last.element == .additionalEmail && !last.isMisplaced
  }

  /// Text of an address; only so much is kept as shows that it is too long.
  mutating func take(_ text: UnsafeBufferPointer<UInt8>) {
    userSize += text.count
    let first: Int32
    if let last = events.events.last, last.kind == .text {
      first = last.first
      events.events.removeLast()
    } else {
      first = Int32(truncatingIfNeeded: events.bytes.count)
    }
    let isTooLong = events.bytes.count - Int(first) + text.count > CSVReader.longestField
    if isTooLong || userSize > Self.mostOfUser {
      open[open.count - 2].isTooLong = true
    } else {
      unsafe events.bytes.append(contentsOf: text)
    }
    events.events.append(
      XMLEvents.Event(
        kind: .text, element: .additionalEmail, first: first,
        end: Int32(truncatingIfNeeded: events.bytes.count)))
  }

  /// The events so far, unless there are none or a row is open; the next piece begins with what is
  /// open.
  mutating func takeEvents() -> XMLEvents? {
    guard events.events.count > reopened, !open.contains(where: { $0.element?.isRow == true })
    else { return nil }
    var next = XMLEvents(like: events)
    for index in open.indices {
      guard let element = open[index].element else { continue }
      let attributes = events.attributes[Int(open[index].first)..<Int(open[index].end)]
      open[index].first = Int32(next.attributes.count)
      for attribute in attributes {
        let first = Int32(next.bytes.count)
        next.bytes += events.bytes[attribute.range]
        next.attributes.append(
          XMLEvents.Attribute(
            column: attribute.column, first: first, end: Int32(next.bytes.count)))
      }
      open[index].end = Int32(next.attributes.count)
      next.events.append(
        XMLEvents.Event(
          kind: .start, element: element, isMisplaced: open[index].isMisplaced,
          isTooLong: open[index].isTooLong, first: open[index].first, end: open[index].end,
          position: open[index].position))
    }
    reopened = next.events.count
    swap(&next, &events)
    return next
  }
}

extension XMLElement {
  /// Whether it is a row by itself; a license is one only without terms.
  fileprivate var isRow: Bool {
    switch self {
    case .term, .productInstance, .event, .alert, .dismissal, .user: true
    default: false
    }
  }
}
