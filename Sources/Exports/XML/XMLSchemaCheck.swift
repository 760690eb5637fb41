private import CLibXML2

/// Compares a document with a schema while it is read, by libxml2's streaming validation.
///
/// It parses for itself, so that it cannot change what is read, and only what the reader took.
@safe final class XMLSchemaCheck {
  typealias Finding = (message: String, position: XMLEvents.Position)
  /// The findings after which comparing ends.
  static let mostFindings = 1_000
  /// In libxml2's words, each where the start tag ends or the end tag is.
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
    guard unsafe schema != nil, let context = unsafe context else {
      preconditionFailure("the built-in schema does not compile")
    }
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

  /// Compares the next bytes.
  func read(_ bytes: UnsafeRawBufferPointer) {
    guard findings.count < Self.mostFindings else { return }
    let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
    unsafe _ = xmlParseChunk(context, start, Int32(bytes.count), 0)
  }

  private func add(_ message: String) {
    guard findings.count < Self.mostFindings, let input = unsafe context?.pointee.input else {
      return
    }
    let position = unsafe XMLEvents.Position(line: input.pointee.line, column: input.pointee.col)
    findings.append((message.split(separator: "\n").first.map(String.init) ?? message, position))
  }
}
