internal import CLibXML2

/// Events of an XML document from bytes that arrive in pieces, through libxml2's SAX2.
///
/// Only this type, its `State` and `XMLSchemaCheck` call C. It loads nothing from the network,
/// expands no external entity and reads no DTD. The first damage ends the document; the caller
/// keeps the events before it.
@safe final class XMLReader {
  /// Elements may lie this deep.
  static let deepest = 64
  /// libxml2 compares each attribute with all before it, and each prefix with all that are open.
  static let mostAttributes = 256
  static let mostNamespaces = 16
  /// libxml2 keeps every name of a document, in lists that grow slow with very many.
  static let mostNames = 1_000

  /// Initializes libxml2 once for all threads.
  ///
  /// Without it, two documents that begin at the same time race for the table of encodings, and
  /// UTF-16 may be refused.
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
    // libxml2 reports what cannot be decoded to no handler of the parser, but prints it.
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

  /// Frees what libxml2 holds now: the readers of all files live until the last file is read.
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
}
