private import CLibXML2
internal import Licensing

/// Events of an XML document from bytes that arrive in pieces, through libxml2's SAX2.
///
/// With `XMLSchemaCheck` the only file that knows C. No network, no entity from outside, no DTD;
/// damage ends the document, and what was complete before it is kept by whoever takes the events.
@safe final class XMLReader {
  /// Elements may lie this deep.
  static let deepest = 64
  /// libxml2 compares each attribute with all before it, and each prefix with all that are open.
  static let mostAttributes = 256
  static let mostNamespaces = 16
  /// libxml2 keeps every name of a document, in lists that grow slow with very many.
  static let mostNames = 1_000
  /// Sets up what all threads share, once: where the first documents were begun at the same time, one
  /// could look for its encoding before it was there, and UTF-16 was refused.
  static let isLibraryReady: Void = xmlInitParser()

  /// Bytes given to libxml2 at a time.
  private static let chunkSize = 65_536

  /// What the callbacks work on: behind a pointer of its own, for a class's properties cost a
  /// check of exclusive access for each tag.
  private let state: UnsafeMutablePointer<State>
  /// Where the document does not fit the schema, known once it was read.
  private(set) var findings: [XMLSchemaCheck.Finding] = []
  private var check: XMLSchemaCheck?

  /// A reader of one document, which is compared with a schema where one is given.
  init(schema: String? = nil) {
    _ = Self.isLibraryReady
    check = schema.map(XMLSchemaCheck.init)
    unsafe state = .allocate(capacity: 1)
    unsafe state.initialize(to: State())
    var handler = unsafe xmlSAXHandler()
    unsafe handler.initialized = XML_SAX2_MAGIC
    unsafe handler.startElementNs = {
      user, name, prefix, namespace, namespaces, declared, count, _, attributes in
      guard let state = unsafe State.of(user), let name = unsafe name else { return }
      let tag = unsafe StartTag(
        name: name, prefix: prefix, namespace: namespace, declared: declared,
        declaredCount: Int(namespaces), attributes: attributes, count: Int(count))
      unsafe state.pointee.start(tag)
    }
    unsafe handler.endElementNs = { user, _, _, _ in unsafe State.of(user)?.pointee.end() }
    unsafe handler.characters = { user, text, count in
      unsafe State.of(user)?.pointee.take(UnsafeBufferPointer(start: text, count: Int(count)))
    }
    unsafe handler.processingInstruction = { user, target, _ in
      unsafe State.of(user)?.pointee.countName(target)
    }
    unsafe handler.internalSubset = { user, _, _, _ in
      guard let state = unsafe State.of(user) else { return }
      unsafe state.pointee.stop(.doctype(state.pointee.position))
    }
    unsafe handler.serror = { user, error in
      unsafe State.of(user)?.pointee.fail(error?.pointee.level, error?.pointee.message)
    }
    unsafe state.pointee.context = xmlCreatePushParserCtxt(&handler, state, nil, 0, nil)
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOCDATA.rawValue
    unsafe xmlCtxtUseOptions(state.pointee.context, Int32(options))
  }

  deinit {
    unsafe xmlFreeParserCtxt(state.pointee.context)
    unsafe state.deinitialize(count: 1)
    unsafe state.deallocate()
  }

  /// Why reading stopped.
  var failure: Failure? { unsafe state.pointee.failure }
  /// The root, once its start tag was read and accepted.
  var root: XMLElement? { unsafe state.pointee.root }
  /// Names that mean nothing, each once.
  var notes: [XMLOutline.Note] { unsafe state.pointee.outline.notes }

  /// What was read and can be decoded by now.
  func takeEvents() -> XMLEvents? { unsafe state.pointee.outline.takeEvents() }

  /// Reads the next bytes; `isLast` where the document ends with them.
  func read(_ piece: Span<UInt8>, isLast: Bool) {
    // What cannot be decoded is told to no handler of the parser's own, but printed.
    keepLibXML2Silent()
    defer {
      if isLast || failure != nil { unsafe state.pointee.outline.abandon() }
      if isLast { close() }
    }
    let context = unsafe state.pointee.context
    unsafe piece.withUnsafeBytes { bytes in
      var start = 0
      while failure == nil && start < bytes.count {
        let count = min(bytes.count - start, Self.chunkSize)
        let chunk = unsafe bytes.baseAddress?.advanced(by: start)
        unsafe _ = xmlParseChunk(
          context, chunk?.assumingMemoryBound(to: CChar.self), Int32(count), 0)
        unsafe state.pointee.checkPendingTag()
        if unsafe context?.pointee.disableSAX != 0 { break }
        unsafe check?.read(UnsafeRawBufferPointer(rebasing: bytes[start..<start + count]))
        start += count
      }
    }
    guard failure == nil else { return }
    if isLast { unsafe _ = xmlParseChunk(context, nil, 0, 1) }
    unsafe state.pointee.settle()
  }

  /// Gives up what libxml2 holds, for all files of a run stay until the last was read.
  private func close() {
    findings = check?.findings ?? []
    check = nil
    unsafe xmlFreeParserCtxt(state.pointee.context)
    unsafe state.pointee.context = nil
  }
}

extension XMLReader {
  /// Why reading stopped.
  enum Failure {
    case malformed(String, XMLEvents.Position)
    case doctype(XMLEvents.Position)
    case tooDeep(XMLEvents.Position)
    /// The root is none of ours.
    case refused(String)

    /// More than libxml2 compares in good time.
    static func tooManyAttributes(at position: XMLEvents.Position) -> Failure {
      let most = "\(mostAttributes) attributes or \(mostNamespaces) namespaces"
      return .malformed("an element has more than \(most)", position)
    }

    /// More than libxml2 keeps in good time.
    static func tooManyNames(at position: XMLEvents.Position) -> Failure {
      .malformed("there are more than \(mostNames) different names", position)
    }
  }

  /// A start tag as libxml2 hands it over; its pointers hold until the callback returns.
  @safe fileprivate struct StartTag {
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
  @safe fileprivate struct State {
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
  fileprivate mutating func start(_ tag: XMLReader.StartTag) {
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
      for place in 0..<tag.count { unsafe countName(tag.attributes?[place * 5]) }
      foreign += 1
      return
    }
    let owner = outline.owner
    let meaning = unsafe names.meaning(at: UInt(bitPattern: tag.name), in: owner)
    let known = unsafe meaning ?? learn(tag.name, in: owner)
    let element = outline.begin(known, at: position)
    if known == .unknown { unsafe note(tag.name, in: owner) }
    guard let element else { return countAttributes(tag) }
    for place in 0..<tag.count { take(tag, place, of: element) }
    outline.endTag()
  }

  fileprivate mutating func end() {
    depth -= 1
    guard failure == nil else { return }
    if foreign > 0 { foreign -= 1 } else { outline.end() }
  }

  fileprivate mutating func take(_ text: UnsafeBufferPointer<xmlChar>) {
    // Blanks between tags, which are nearly every text, say nothing.
    guard failure == nil, foreign == 0, outline.takesText else { return }
    unsafe outline.take(text)
  }

  private mutating func take(_ tag: XMLReader.StartTag, _ place: Int, of element: XMLElement) {
    guard let attributes = unsafe tag.attributes, let name = unsafe attributes[place * 5],
      let from = unsafe attributes[place * 5 + 3], let to = unsafe attributes[place * 5 + 4]
    else { return }
    if unsafe attributes[place * 5 + 1] != nil {
      unsafe countName(name)
      unsafe countName(attributes[place * 5 + 1])
      if unsafe attributes[place * 5 + 2] != nil { return }
    }
    let meaning = names.meaning(at: UInt(bitPattern: name), in: .attributes(element))
    switch unsafe meaning ?? learn(name, in: .attributes(element)) {
    case .column(let column):
      let start = unsafe append(UnsafeBufferPointer(start: from, count: to - from))
      outline.add(column, from: start)
    case .unknown: unsafe note(name, in: .attributes(element))
    default: break
    }
  }

  /// Without the option that substitutes entities libxml2 hands `&amp;` on as `&#38;`, and only
  /// that one: every other reference is resolved or fatal.
  private mutating func append(_ value: UnsafeBufferPointer<xmlChar>) -> Int {
    guard let start = value.baseAddress, unsafe memchr(start, 38, value.count) != nil
    else { return unsafe outline.append(value) }
    let resolved = unsafe Array(value).replacing("&#38;".utf8, with: "&".utf8)
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
    for place in 0..<tag.count { unsafe countName(tag.attributes?[place * 5]) }
  }

  private mutating func countNamespaces(_ tag: XMLReader.StartTag) {
    unsafe countName(tag.prefix)
    for place in 0..<tag.declaredCount * 2 { unsafe countName(tag.declared?[place]) }
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
    for place in 0..<tag.count {
      guard let attributes = unsafe tag.attributes, let key = unsafe attributes[place * 5],
        unsafe attributes[place * 5 + 1] == nil, unsafe String(cString: key) == "version",
        let from = unsafe attributes[place * 5 + 3], let to = unsafe attributes[place * 5 + 4]
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
  fileprivate mutating func checkPendingTag() {
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
