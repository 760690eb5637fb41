/// What a piece of a document says, in its order, laid flat: no event owns memory of its own.
///
/// It can be decoded alone: it begins with the start tags of all elements that are open there.
struct XMLEvents: Sendable {
  /// Line and column from 1: where a start tag ends, or where damage was found.
  struct Position: Hashable {
    var line: Int32
    var column: Int32
  }

  /// A start tag, an end tag, or the text of an address.
  struct Event {
    enum Kind: UInt8 { case start, end, text }

    var kind: Kind
    var element: XMLElement
    /// It is in a wrong place, or in an element that is.
    var isMisplaced = false
    /// Of an end: a term was in the license.
    var hasTerm = false
    /// A value is longer than a field may be.
    var isTooLong = false
    /// Of a start its attributes, of text its bytes; of the end of a misplaced element its entry in
    /// `misplaced`.
    var first: Int32 = 0
    var end: Int32 = 0
    var position = Position(line: 0, column: 0)
  }

  /// An attribute that means something, its value in `bytes`.
  struct Attribute {
    var column: Column
    var first: Int32
    var end: Int32

    var range: Range<Int> { Int(first)..<Int(end) }
  }

  /// A known element in a wrong place, with what is lost in it.
  struct Misplaced {
    var sentence: String
    var rows: Int
    var position: Position
  }

  var events: [Event] = []
  var attributes: [Attribute] = []
  /// Values; the first byte is the quantity of a license without terms.
  var bytes: [UInt8] = [UInt8(ascii: "0")]
  var misplaced: [Misplaced] = []
  /// How many rows of licenses there are at most.
  var termCount = 0

  /// The value of a license without terms, as a range of `bytes`.
  static let zero: Range<Int32> = 0..<1

  /// Room for as much as another piece said.
  init(like other: XMLEvents? = nil) {
    guard let other else { return }
    events.reserveCapacity(other.events.count + 64)
    attributes.reserveCapacity(other.attributes.count + 64)
    bytes.reserveCapacity(other.bytes.count + 4_096)
  }
}
