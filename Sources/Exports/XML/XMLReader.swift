private import CLibXML2

/// Elements of an XML document from bytes that arrive in pieces, through libxml2's SAX2.
///
/// The only file that knows C. No network, no entity from outside, no DTD; damage ends the
/// document, and what was complete before it is kept by whoever takes the events.
@safe final class XMLReader {
  /// Elements may lie this deep.
  static let deepest = 64
  /// libxml2 compares each attribute with all before it, and each prefix with all that are open.
  static let mostAttributes = 256
  static let mostNamespaces = 16
  /// libxml2 keeps every name of a document, in lists that grow slow with very many.
  static let mostNames = 1_000
  /// Bytes given to libxml2 at a time.
  private static let chunkSize = 65_536

  /// What was read; whoever takes the events removes them.
  var found = XMLEvents()
  private(set) var failure: Failure?
  private var depth = 0
  /// By the low bits of its address, a name that libxml2 holds once and its place in the names.
  private var knownNames = [(address: UInt, place: Int32)](repeating: (0, 0), count: 256)
  private var context: xmlParserCtxtPtr?
  private var pendingTag = XMLPendingTag()
  /// The places of `found.names`.
  private var places: [String: Int32] = [:]
  /// Addresses of what libxml2 keeps beside those: prefixes, namespaces, names of instructions.
  private var otherNames: Set<UInt> = []

  /// Where the document does not fit the schema, known once it was read.
  private(set) var findings: [XMLSchemaCheck.Finding] = []
  private var check: XMLSchemaCheck?

  /// A reader of one document.
  init(schema: String? = nil) {
    check = schema.map(XMLSchemaCheck.init)
    var handler = unsafe xmlSAXHandler()
    unsafe handler.initialized = XML_SAX2_MAGIC
    unsafe handler.startElementNs = {
      user, name, prefix, namespace, namespaces, declared, count, _, attributes in
      guard let reader = unsafe XMLReader.of(user) else { return }
      unsafe reader.countOther(prefix)
      if unsafe namespace != nil { unsafe reader.countOther(name) }
      for place in 0..<Int(namespaces) * 2 { unsafe reader.countOther(declared?[place]) }
      unsafe reader.start(name, namespace, namespaces, Int(count), attributes)
    }
    unsafe handler.processingInstruction = { user, target, _ in
      unsafe XMLReader.of(user)?.countOther(target)
    }
    unsafe handler.endElementNs = { user, _, _, _ in unsafe XMLReader.of(user)?.end() }
    unsafe handler.characters = { user, text, count in
      unsafe XMLReader.of(user)?.text(text, Int(count))
    }
    unsafe handler.internalSubset = { user, _, _, _ in unsafe XMLReader.of(user)?.doctype() }
    unsafe handler.serror = { user, error in
      unsafe XMLReader.of(user)?.fail(error?.pointee.level, error?.pointee.message)
    }
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
    // What cannot be decoded is told to no handler of the parser's own, but printed.
    keepLibXML2Silent()
    defer { if isLast { close() } }
    unsafe piece.withUnsafeBytes { bytes in
      var start = 0
      while failure == nil && start < bytes.count {
        let count = min(bytes.count - start, Self.chunkSize)
        let chunk = unsafe bytes.baseAddress?.advanced(by: start)
        unsafe _ = xmlParseChunk(
          context, chunk?.assumingMemoryBound(to: CChar.self), Int32(count), 0)
        checkPendingTag()
        if unsafe context?.pointee.disableSAX != 0 { break }
        unsafe check?.read(UnsafeRawBufferPointer(rebasing: bytes[start..<start + count]))
        start += count
      }
    }
    guard failure == nil else { return }
    if isLast { unsafe _ = xmlParseChunk(context, nil, 0, 1) }
    // Where bytes cannot be decoded libxml2 halts, and calls what came before well-formed.
    if failure == nil, unsafe context?.pointee.disableSAX != 0 {
      failure = .malformed("the bytes are not of the encoding that the document states", place)
    }
    if failure == nil, unsafe context?.pointee.wellFormed != 1 {
      failure = .malformed("the document is not well-formed", place)
    }
  }

  /// Gives up what libxml2 holds, for all files of a run stay until the last was read.
  private func close() {
    findings = check?.findings ?? []
    check = nil
    unsafe xmlFreeParserCtxt(context)
    unsafe context = nil
  }

  private static func of(_ user: UnsafeMutableRawPointer?) -> XMLReader? {
    unsafe user.map { unsafe Unmanaged<XMLReader>.fromOpaque($0).takeUnretainedValue() }
  }

  private var place: XMLEvents.Place {
    guard let input = unsafe context?.pointee.input else {
      return XMLEvents.Place(line: 1, column: 1)
    }
    return unsafe XMLEvents.Place(line: input.pointee.line, column: input.pointee.col)
  }

  private func start(
    _ name: UnsafePointer<xmlChar>?, _ namespace: UnsafePointer<xmlChar>?, _ namespaces: Int32,
    _ count: Int, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    depth += 1
    guard failure == nil else { return }
    guard count <= Self.mostAttributes, namespaces <= Self.mostNamespaces else {
      return stop(.tooManyAttributes(at: place))
    }
    guard depth <= Self.deepest else { return stop(.tooDeep(place)) }
    let first = Int32(found.attributes.count)
    for place in 0..<count {
      // Five pointers an attribute: local name, prefix, namespace, value, end of the value.
      guard let attributes = unsafe attributes, let key = unsafe attributes[place * 5],
        unsafe isOurs(attributes, place), let from = unsafe attributes[place * 5 + 3],
        let to = unsafe attributes[place * 5 + 4]
      else { continue }
      unsafe append(UnsafeBufferPointer(start: from, count: to - from), of: key)
    }
    let isForeign = unsafe namespace != nil
    guard found.names.count <= Self.mostNames else { return stop(.tooManyNames(at: place)) }
    let known = isForeign ? -1 : unsafe name.map { unsafe self.place(ofName: $0) } ?? -1
    found.events.append(
      XMLEvents.Event(
        kind: .start, name: known, first: first, end: Int32(found.attributes.count),
        place: place))
  }

  /// Whether an attribute is of no namespace; what is not ours is counted.
  private func isOurs(
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>, _ place: Int
  ) -> Bool {
    guard unsafe attributes[place * 5 + 1] != nil else { return true }
    unsafe countOther(attributes[place * 5])
    unsafe countOther(attributes[place * 5 + 1])
    return unsafe attributes[place * 5 + 2] == nil
  }

  private func countOther(_ name: UnsafePointer<xmlChar>?) {
    guard failure == nil, let name = unsafe name else { return }
    otherNames.insert(UInt(bitPattern: name))
    if otherNames.count > Self.mostNames { stop(.tooManyNames(at: place)) }
  }

  private func append(_ value: UnsafeBufferPointer<xmlChar>, of name: UnsafePointer<xmlChar>) {
    let name = unsafe place(ofName: name)
    let first = found.bytes.count
    if unsafe !Span(_unsafeElements: value).holds(UInt8(ascii: "&")) {
      unsafe found.bytes.append(contentsOf: value)
    } else {
      // Without the option that substitutes entities libxml2 hands `&amp;` on as `&#38;`, and only
      // that one: every other reference is resolved or fatal.
      found.bytes += unsafe Array(value).replacing("&#38;".utf8, with: "&".utf8)
    }
    found.attributes.append(
      XMLEvents.Attribute(name: name, first: Int32(first), end: Int32(found.bytes.count)))
  }

  private func place(ofName name: UnsafePointer<xmlChar>) -> Int32 {
    let address = UInt(bitPattern: name)
    let slot = Int((address ^ address >> 8) & 255)
    if knownNames[slot].address == address { return knownNames[slot].place }
    let text = unsafe String(cString: name)
    let place = places[text] ?? Int32(found.names.count)
    if Int(place) == found.names.count {
      places[text] = place
      found.names.append(text)
    }
    knownNames[slot] = (address, place)
    return place
  }

  private func end() {
    depth -= 1
    if failure == nil { found.events.append(XMLEvents.Event(kind: .end)) }
  }

  private func text(_ text: UnsafePointer<xmlChar>?, _ count: Int) {
    guard failure == nil, let start = unsafe text else { return }
    let text = unsafe UnsafeBufferPointer(start: start, count: count)
    // Blanks between tags, which are all but every text, say nothing.
    let follows = found.events.last?.kind == .text
    let isBlank = unsafe text.allSatisfy { $0 == 32 || (9...13).contains($0) }
    if isBlank && !follows { return }
    let first = Int32(found.bytes.count)
    unsafe found.bytes.append(contentsOf: text)
    found.events.append(
      XMLEvents.Event(kind: .text, first: first, end: Int32(found.bytes.count)))
  }

  /// Stops within a start tag that has too many attributes, before libxml2 compares them all.
  private func checkPendingTag() {
    guard failure == nil, let input = unsafe context?.pointee.input,
      let base = unsafe input.pointee.base, let start = unsafe input.pointee.cur,
      let end = unsafe input.pointee.end
    else { return }
    let pending = unsafe UnsafeBufferPointer(start: start, count: end - start)
    let position = unsafe Int(input.pointee.consumed) + (start - base)
    let mayHold = unsafe pendingTag.mayHold(
      Self.mostAttributes, Span(_unsafeElements: pending), at: position)
    if !mayHold { stop(.tooManyAttributes(at: place)) }
  }

  private func doctype() {
    stop(.doctype(place))
  }

  private func fail(_ level: xmlErrorLevel?, _ message: UnsafePointer<CChar>?) {
    guard failure == nil, level == XML_ERR_FATAL else { return }
    let message = unsafe message.map { unsafe String(cString: $0) } ?? ""
    let sentence = message.split(separator: "\n").first.map(String.init) ?? "not well-formed"
    failure = .malformed(sentence, place)
  }

  private func stop(_ failure: Failure) {
    if self.failure == nil { self.failure = failure }
    unsafe xmlStopParser(context)
  }
}

/// Compares a document with a schema while it is read, by libxml2's streaming validation.
///
/// It parses for itself, so that it cannot change what is read, and only what the reader took.
@safe final class XMLSchemaCheck {
  typealias Finding = (message: String, place: XMLEvents.Place)
  /// With so many findings comparing ends.
  static let mostFindings = 1_000
  /// In libxml2's words, each where the start tag ends or the end tag stands.
  private(set) var findings: [Finding] = []
  private let schema: xmlSchemaPtr?
  private let validation: xmlSchemaValidCtxtPtr?
  private let context: xmlParserCtxtPtr?
  private let plug: xmlSchemaSAXPlugPtr?
  private static let preparation: Void = prepareSchemaTypes()

  /// A check against a schema that is whole in itself.
  init(schema text: String) {
    Self.preparation
    keepLibXML2Silent()
    let bytes = Array(text.utf8)
    unsafe schema = bytes.withUnsafeBytes { bytes in
      let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      let parsing = unsafe xmlSchemaNewMemParserCtxt(start, Int32(bytes.count))
      defer { unsafe xmlSchemaFreeParserCtxt(parsing) }
      return unsafe xmlSchemaParse(parsing)
    }
    unsafe validation = xmlSchemaNewValidCtxt(schema)
    var handler = unsafe xmlSAXHandler()
    unsafe handler.initialized = XML_SAX2_MAGIC
    unsafe context = xmlCreatePushParserCtxt(&handler, nil, nil, 0, nil)
    guard unsafe schema != nil, let context = unsafe context else { preconditionFailure("sound") }
    unsafe _ = xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue))
    unsafe plug = xmlSchemaSAXPlug(validation, &context.pointee.sax, &context.pointee.userData)
    let user = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe xmlSchemaSetValidStructuredErrors(
      validation,
      { user, error in
        guard let user = unsafe user, let message = unsafe error?.pointee.message else { return }
        unsafe Unmanaged<XMLSchemaCheck>.fromOpaque(user).takeUnretainedValue()
          .add(String(cString: message))
      }, user)
  }

  deinit {
    unsafe _ = xmlSchemaSAXUnplug(plug)
    unsafe xmlFreeParserCtxt(context)
    unsafe xmlSchemaFreeValidCtxt(validation)
    unsafe xmlSchemaFree(schema)
  }

  fileprivate func read(_ bytes: UnsafeRawBufferPointer) {
    guard findings.count < Self.mostFindings else { return }
    let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
    unsafe _ = xmlParseChunk(context, start, Int32(bytes.count), 0)
  }

  private func add(_ message: String) {
    guard findings.count < Self.mostFindings, let input = unsafe context?.pointee.input else {
      return
    }
    let place = unsafe XMLEvents.Place(line: input.pointee.line, column: input.pointee.col)
    findings.append((message.split(separator: "\n").first.map(String.init) ?? message, place))
  }
}
