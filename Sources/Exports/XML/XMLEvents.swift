/// What a document says, in its order, laid flat: no event owns memory of its own.
struct XMLEvents {
  /// Line and column from 1: where a start tag ends, or where damage was found.
  struct Place: Hashable {
    var line: Int32
    var column: Int32
  }

  /// A start tag, an end tag, or text.
  struct Event {
    enum Kind { case start, end, text }

    var kind: Kind
    /// Of a start: the element's name as a place in `names`, -1 in any namespace.
    var name: Int32 = -1
    /// Of a start its attributes, of text its bytes.
    var first: Int32 = 0
    var end: Int32 = 0
    var place = Place(line: 0, column: 0)
  }

  /// An attribute of no namespace: its name's place in `names`, its value in `bytes`.
  struct Attribute {
    var name: Int32
    var first: Int32
    var end: Int32
  }

  var events: [Event] = []
  var attributes: [Attribute] = []
  var bytes: [UInt8] = []
  /// The names of the document so far; they keep their places.
  var names: [String] = []

  /// Forgets all but the names, and keeps the room.
  mutating func removeAll() {
    events.removeAll(keepingCapacity: true)
    attributes.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
  }
}

extension XMLReader {
  /// Why reading stopped.
  enum Failure {
    case malformed(String, XMLEvents.Place)
    case doctype(XMLEvents.Place)
    case tooDeep(XMLEvents.Place)
  }
}

extension XMLReader.Failure {
  /// More than libxml2 compares in good time.
  static func tooManyAttributes(at place: XMLEvents.Place) -> Self {
    let most = "\(XMLReader.mostAttributes) attributes or \(XMLReader.mostNamespaces) namespaces"
    return .malformed("an element has more than \(most)", place)
  }

  /// More than libxml2 keeps in good time.
  static func tooManyNames(at place: XMLEvents.Place) -> Self {
    .malformed("there are more than \(XMLReader.mostNames) different names", place)
  }
}
