private import CLibXML2

/// Elements of an XML document from bytes that arrive in pieces, through libxml2's SAX2.
///
/// The only file that knows C. No network, no entity from outside, no DTD; damage ends the
/// document, and what was complete before it is kept by whoever takes the events.
@safe final class XMLReader {
  /// What a document says, in its order.
  ///
  /// Elements of a namespace come with `name` empty.
  enum Event {
    case start(name: String, attributes: [(name: String, value: [UInt8])], Place)
    case end
    case text([UInt8])
  }

  /// Line and column from 1: where a start tag ends, or where damage was found.
  struct Place: Hashable {
    var line: Int32
    var column: Int32
  }

  /// Why reading stopped.
  enum Failure {
    case malformed(String, Place)
    case doctype(Place)
    case tooDeep(Place)
  }

  /// Elements may lie this deep.
  static let deepest = 64
  /// libxml2 compares each attribute with all before it, and each prefix with all that are open.
  static let mostAttributes = 256
  private static let mostNamespaces = 16
  /// Bytes given to libxml2 at a time.
  private static let chunkSize = 65_536

  /// What was read since the events were taken last.
  private(set) var events: [Event] = []
  private(set) var failure: Failure?
  private var depth = 0
  private var context: xmlParserCtxtPtr?
  private var pendingTag = PendingTag()

  /// A start tag whose end has not come yet.
  private struct PendingTag {
    /// Where it begins in the document, in bytes of UTF-8.
    var position = 0
    var seen = 0
    var equalSigns = 0
  }

  /// A reader of one document.
  init() {
    var handler = unsafe xmlSAXHandler()
    unsafe handler.initialized = XML_SAX2_MAGIC
    unsafe handler.startElementNs = {
      user, name, _, namespace, namespaces, _, count, _, attributes in
      unsafe XMLReader.of(user)?.start(
        name, namespace, namespaces, Int(count), attributes)
    }
    unsafe handler.endElementNs = { user, _, _, _ in unsafe XMLReader.of(user)?.end() }
    unsafe handler.characters = { user, text, count in
      unsafe XMLReader.of(user)?.text(text, Int(count))
    }
    unsafe handler.internalSubset = { user, _, _, _ in unsafe XMLReader.of(user)?.doctype() }
    unsafe handler.serror = { user, error in unsafe XMLReader.of(user)?.fail(error) }
    let user = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe context = xmlCreatePushParserCtxt(&handler, user, nil, 0, nil)
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOCDATA.rawValue
    unsafe xmlCtxtUseOptions(context, Int32(options))
  }

  deinit {
    unsafe xmlFreeParserCtxt(context)
  }

  /// Reads the next bytes; `isLast` where the document ends with them.
  func read(_ piece: Span<UInt8>, isLast: Bool) {
    unsafe piece.withUnsafeBytes { bytes in
      var start = 0
      while failure == nil && start < bytes.count {
        let count = min(bytes.count - start, Self.chunkSize)
        let chunk = unsafe bytes.baseAddress?.advanced(by: start)
        unsafe _ = xmlParseChunk(
          context, chunk?.assumingMemoryBound(to: CChar.self), Int32(count), 0)
        checkPendingTag()
        start += count
      }
    }
    guard failure == nil else { return }
    if isLast { unsafe _ = xmlParseChunk(context, nil, 0, 1) }
    let isWellFormed = unsafe context?.pointee.wellFormed == 1
    if failure == nil, !isWellFormed {
      failure = .malformed("the document is not well-formed", place)
    }
  }

  /// Hands out the events and forgets them.
  func takeEvents() -> [Event] {
    defer { events.removeAll(keepingCapacity: true) }
    return events
  }

  private static func of(_ user: UnsafeMutableRawPointer?) -> XMLReader? {
    unsafe user.map { unsafe Unmanaged<XMLReader>.fromOpaque($0).takeUnretainedValue() }
  }

  private var place: Place {
    guard let input = unsafe context?.pointee.input else { return Place(line: 1, column: 1) }
    return unsafe Place(line: input.pointee.line, column: input.pointee.col)
  }

  private func start(
    _ name: UnsafePointer<xmlChar>?, _ namespace: UnsafePointer<xmlChar>?, _ namespaces: Int32,
    _ count: Int, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    depth += 1
    guard failure == nil else { return }
    guard count <= Self.mostAttributes, namespaces <= Self.mostNamespaces else {
      return stopAtAttributes()
    }
    guard depth <= Self.deepest else { return stop(.tooDeep(place)) }
    var values: [(name: String, value: [UInt8])] = []
    for place in 0..<count {
      // Five pointers an attribute: local name, prefix, namespace, value, end of the value.
      guard let attributes = unsafe attributes, let key = unsafe attributes[place * 5],
        unsafe attributes[place * 5 + 2] == nil, let from = unsafe attributes[place * 5 + 3],
        let to = unsafe attributes[place * 5 + 4]
      else { continue }
      let value = unsafe Array(UnsafeBufferPointer(start: from, count: to - from))
      unsafe values.append((String(cString: key), Self.unescaped(value)))
    }
    let isForeign = unsafe namespace != nil
    let name = unsafe name.map { unsafe String(cString: $0) } ?? ""
    events.append(.start(name: isForeign ? "" : name, attributes: values, place))
  }

  /// Without the option that substitutes entities libxml2 hands `&amp;` on as `&#38;`, and only
  /// that one: every other reference is resolved or fatal.
  private static func unescaped(_ value: [UInt8]) -> [UInt8] {
    guard value.contains(UInt8(ascii: "&")) else { return value }
    return value.replacing("&#38;".utf8, with: "&".utf8)
  }

  private func end() {
    depth -= 1
    if failure == nil { events.append(.end) }
  }

  private func text(_ text: UnsafePointer<xmlChar>?, _ count: Int) {
    guard failure == nil, let text = unsafe text else { return }
    unsafe events.append(.text(Array(UnsafeBufferPointer(start: text, count: count))))
  }

  /// Stops within a start tag that has too many attributes, before libxml2 compares them all.
  private func checkPendingTag() {
    guard failure == nil, let input = unsafe context?.pointee.input,
      let base = unsafe input.pointee.base, let start = unsafe input.pointee.cur,
      let end = unsafe input.pointee.end
    else { return }
    let pending = unsafe UnsafeBufferPointer(start: start, count: end - start)
    let position = unsafe Int(input.pointee.consumed) + (start - base)
    if position != pendingTag.position { pendingTag = PendingTag(position: position) }
    // Comments, CDATA and instructions have no attributes.
    guard pending.count > 1, unsafe pending[0] == UInt8(ascii: "<"),
      unsafe pending[1] != UInt8(ascii: "!"), unsafe pending[1] != UInt8(ascii: "?")
    else { return }
    for index in pendingTag.seen..<pending.count
    where unsafe pending[index] == UInt8(ascii: "=") {
      pendingTag.equalSigns += 1
    }
    pendingTag.seen = pending.count
    // An equal sign may stand in a value too, so that sixteen an attribute are let pass.
    if pendingTag.equalSigns > 16 * Self.mostAttributes { stopAtAttributes() }
  }

  private func stopAtAttributes() {
    let most = "\(Self.mostAttributes) attributes or \(Self.mostNamespaces) namespaces"
    stop(.malformed("an element has more than \(most)", place))
  }

  private func doctype() {
    stop(.doctype(place))
  }

  private func fail(_ error: UnsafeMutablePointer<xmlError>?) {
    guard failure == nil, let error = unsafe error,
      unsafe error.pointee.level == XML_ERR_FATAL
    else { return }
    let message = unsafe error.pointee.message.map { unsafe String(cString: $0) } ?? ""
    let sentence = message.split(separator: "\n").first.map(String.init) ?? "not well-formed"
    failure = .malformed(sentence, place)
  }

  private func stop(_ failure: Failure) {
    if self.failure == nil { self.failure = failure }
    unsafe xmlStopParser(context)
  }
}
