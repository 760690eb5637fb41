internal import CLibXML2
internal import Licensing

extension XMLReader {
  /// A start tag as libxml2 hands it over; its pointers hold until the callback returns.
  @safe struct StartTag {
    let name: UnsafePointer<xmlChar>
    let prefix: UnsafePointer<xmlChar>?
    let namespace: UnsafePointer<xmlChar>?
    let declared: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    let declaredCount: Int
    /// Five pointers an attribute: local name, prefix, namespace, value, end of the value.
    let attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    let count: Int
  }

  /// What the callbacks know.
  @safe struct State {
    var context: xmlParserCtxtPtr?
    var outline = XMLOutline()
    var names = XMLNameTable()
    var failure: Failure?
    var root: XMLElement?
    private var depth = 0
    /// Elements open below one of another namespace, that one included.
    private var foreign = 0
    /// Addresses of all that libxml2 keeps as names.
    private var counted: Set<UInt> = []
    private var pendingTag = XMLPendingTag()

    static func of(_ user: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<State>? {
      unsafe user?.assumingMemoryBound(to: State.self)
    }

    var position: XMLEvents.Position {
      guard let input = unsafe context?.pointee.input else {
        return XMLEvents.Position(line: 1, column: 1)
      }
      return unsafe XMLEvents.Position(line: input.pointee.line, column: input.pointee.col)
    }

    mutating func stop(_ failure: Failure) {
      if self.failure == nil { self.failure = failure }
      unsafe xmlStopParser(context)
    }

    mutating func fail(_ level: xmlErrorLevel?, _ message: UnsafePointer<CChar>?) {
      guard failure == nil, level == XML_ERR_FATAL else { return }
      let message = unsafe message.map { unsafe String(cString: $0) } ?? ""
      let sentence = message.split(separator: "\n").first.map(String.init) ?? "not well-formed"
      unsafe failure = .malformed(sentence, position)
    }

    /// Finds the damage that libxml2 reports to no handler.
    mutating func settle() {
      // Where bytes cannot be decoded libxml2 halts, and calls what came before well-formed.
      if failure == nil, unsafe context?.pointee.disableSAX != 0 {
        unsafe failure = .malformed(
          "the bytes are not of the encoding that the document states", position)
      }
      if failure == nil, unsafe context?.pointee.wellFormed != 1 {
        unsafe failure = .malformed("the document is not well-formed", position)
      }
    }

    mutating func countName(_ name: UnsafePointer<xmlChar>?) {
      guard failure == nil, let name = unsafe name else { return }
      counted.insert(UInt(bitPattern: name))
      if counted.count > XMLReader.mostNames {
        stop(.tooManyNames(at: position))
      }
    }
  }
}

extension XMLReader.State {
  mutating func start(_ tag: XMLReader.StartTag) {
    depth += 1
    guard failure == nil else { return }
    guard tag.count <= XMLReader.mostAttributes,
      tag.declaredCount <= XMLReader.mostNamespaces
    else { return stop(.tooManyAttributes(at: position)) }
    guard depth <= XMLReader.deepest else { return stop(.tooDeep(position)) }
    if unsafe tag.prefix != nil || tag.declaredCount > 0 { countNamespaces(tag) }
    if depth == 1 { judgeRoot(tag) }
    guard failure == nil else { return }
    if unsafe foreign > 0 || tag.namespace != nil {
      unsafe countName(tag.name)
      for index in 0..<tag.count { unsafe countName(tag.attributes?[index * 5]) }
      foreign += 1
      return
    }
    let owner = outline.owner
    let meaning = unsafe names.meaning(at: UInt(bitPattern: tag.name), in: owner)
    let known = unsafe meaning ?? learn(tag.name, in: owner)
    let element = outline.begin(known, at: position)
    if known == .unknown { unsafe note(tag.name, in: owner) }
    guard let element else { return countAttributes(tag) }
    var hasOtherNames = false
    for index in 0..<tag.count {
      if take(tag, index, of: element, byOtherName: false) { hasOtherNames = true }
    }
    if hasOtherNames {
      for index in 0..<tag.count { _ = take(tag, index, of: element, byOtherName: true) }
    }
    outline.endTag()
  }

  mutating func end() {
    depth -= 1
    guard failure == nil else { return }
    if foreign > 0 { foreign -= 1 } else { outline.end() }
  }

  mutating func take(_ text: UnsafeBufferPointer<xmlChar>) {
    // Blanks between tags, which are nearly every text, say nothing.
    guard failure == nil, foreign == 0, outline.takesText else { return }
    unsafe outline.take(text)
  }

  /// Takes an attribute of the schema, or one whose other name makes it a column's.
  ///
  /// The latter counts only where the element has none of the schema for the column; gives whether
  /// it waits for those.
  private mutating func take(
    _ tag: XMLReader.StartTag, _ index: Int, of element: XMLElement, byOtherName: Bool
  ) -> Bool {
    guard let attributes = unsafe tag.attributes, let name = unsafe attributes[index * 5],
      let from = unsafe attributes[index * 5 + 3], let to = unsafe attributes[index * 5 + 4]
    else { return false }
    if unsafe attributes[index * 5 + 1] != nil {
      unsafe countName(name)
      unsafe countName(attributes[index * 5 + 1])
      if unsafe attributes[index * 5 + 2] != nil { return false }
    }
    let meaning = names.meaning(at: UInt(bitPattern: name), in: .attributes(element))
    switch unsafe meaning ?? learn(name, in: .attributes(element)) {
    case .column(let column) where !byOtherName:
      let start = unsafe append(UnsafeBufferPointer(start: from, count: to - from))
      outline.add(column, from: start)
    case .otherName(let column):
      guard byOtherName else { return true }
      unsafe outline.note(String(cString: name), attributeOf: element, readAs: column)
      guard !outline.hasAttribute(column) else { break }
      let start = unsafe append(UnsafeBufferPointer(start: from, count: to - from))
      outline.add(column, from: start)
    case .unknown where !byOtherName: unsafe note(name, in: .attributes(element))
    default: break
    }
    return false
  }

  /// Without the option that substitutes entities libxml2 hands `&amp;` on as `&#38;`, and only
  /// that one: every other reference is resolved or fatal.
  private mutating func append(_ value: UnsafeBufferPointer<xmlChar>) -> Int {
    guard let start = value.baseAddress, unsafe memchr(start, 38, value.count) != nil
    else { return unsafe outline.append(value) }
    let reference = Array("&#38;".utf8)
    var resolved: [UInt8] = []
    resolved.reserveCapacity(value.count)
    for byte in unsafe Array(value) {
      resolved.append(byte)
      // `replacing` of the standard library took a tenth of the time of a document.
      if byte == reference[4], resolved.suffix(5).elementsEqual(reference) {
        resolved.removeLast(4)
      }
    }
    return unsafe resolved.withUnsafeBufferPointer { unsafe outline.append($0) }
  }

  private mutating func learn(
    _ name: UnsafePointer<xmlChar>, in owner: XMLNameTable.Owner
  ) -> XMLNameTable.Meaning {
    unsafe countName(name)
    let meaning = unsafe outline.meaning(of: String(cString: name), in: owner)
    names.keep(meaning, at: UInt(bitPattern: name), in: owner)
    return meaning
  }

  private mutating func note(_ name: UnsafePointer<xmlChar>, in owner: XMLNameTable.Owner) {
    var element: XMLElement?
    if case .attributes(let holder) = owner { element = holder }
    unsafe outline.note(String(cString: name), attributeOf: element)
    names.keep(.noted, at: UInt(bitPattern: name), in: owner)
  }

  private mutating func countAttributes(_ tag: XMLReader.StartTag) {
    for index in 0..<tag.count { unsafe countName(tag.attributes?[index * 5]) }
  }

  private mutating func countNamespaces(_ tag: XMLReader.StartTag) {
    unsafe countName(tag.prefix)
    for index in 0..<tag.declaredCount * 2 { unsafe countName(tag.declared?[index]) }
  }

  /// Settles what the document is; stops it where it is none of ours.
  private mutating func judgeRoot(_ tag: XMLReader.StartTag) {
    let name = unsafe String(cString: tag.name)
    guard let root = XMLElement(name, in: nil) else {
      return stop(.refused("neither a license-export, a preference-export nor a dismissal-export"))
    }
    if let namespace = unsafe tag.namespace {
      let written = unsafe XMLExport.shown(String(cString: namespace))
      return stop(
        .refused("'\(name)' is in the namespace \(written.quoted) (expected none: no xmlns)"))
    }
    var version: [UInt8] = []
    for index in 0..<tag.count {
      guard let attributes = unsafe tag.attributes, let key = unsafe attributes[index * 5],
        unsafe attributes[index * 5 + 1] == nil, unsafe String(cString: key) == "version",
        let from = unsafe attributes[index * 5 + 3], let to = unsafe attributes[index * 5 + 4]
      else { continue }
      version = unsafe Array(UnsafeBufferPointer(start: from, count: to - from))
      names.keep(.noted, at: UInt(bitPattern: key), in: .attributes(root))
    }
    guard version == Array("1".utf8) else {
      let written = String(decoding: TextCleaning.repaired(version[...]).text, as: UTF8.self)
      return stop(
        .refused("version \(written.quoted) of \(name) is not known (expected 1)"))
    }
    self.root = root
  }

  /// Stops within a start tag that has too many attributes, before libxml2 compares them all.
  mutating func checkPendingTag() {
    guard failure == nil, let input = unsafe context?.pointee.input,
      let base = unsafe input.pointee.base, let start = unsafe input.pointee.cur,
      let end = unsafe input.pointee.end
    else { return }
    let pending = unsafe UnsafeBufferPointer(start: start, count: end - start)
    let offset = unsafe Int(input.pointee.consumed) + (start - base)
    let mayHold = unsafe pendingTag.mayHold(
      XMLReader.mostAttributes, Span(_unsafeElements: pending), at: offset)
    if !mayHold { stop(.tooManyAttributes(at: position)) }
  }
}
