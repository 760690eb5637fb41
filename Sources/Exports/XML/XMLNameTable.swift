/// What names of one document mean, by where libxml2 keeps them and by the element they are in.
///
/// libxml2 holds each name once, so that an address is compared where a text would be.
struct XMLNameTable {
  /// What a name means in one element.
  enum Meaning: Equatable {
    case element(XMLElement)
    /// Known, but it belongs elsewhere.
    case misplaced(XMLElement)
    case column(Column)
    /// An attribute of no schema that means a column by another of its names.
    case otherName(Column)
    case unknown
    /// An attribute or element that a note has named already.
    case noted
  }

  /// The element a name is in, and whether it names an attribute of it or an element in it.
  enum Owner {
    case root
    case unknownElement
    case children(XMLElement)
    case attributes(XMLElement)

    fileprivate var number: UInt {
      switch self {
      case .root: 0
      case .unknownElement: 1
      case .children(let element): 2 + UInt(element.rawValue)
      case .attributes(let element): 34 + UInt(element.rawValue)
      }
    }
  }

  private static let size = 1_024
  /// By a hash of address and owner; 0 where a slot is free.
  private var keys = [UInt](repeating: 0, count: size)
  private var meanings = [Meaning](repeating: .unknown, count: size)
  private var used = 0

  /// What was kept for a name; nil where nothing was.
  @inline(__always) func meaning(at address: UInt, in owner: Owner) -> Meaning? {
    let key = address << 6 | owner.number
    var slot = Self.slot(of: key)
    while keys[slot] != 0 {
      if keys[slot] == key { return meanings[slot] }
      slot = (slot &+ 1) & (Self.size &- 1)
    }
    return nil
  }

  /// Keeps what a name means; beyond three quarters of the table only what is there changes.
  mutating func keep(_ meaning: Meaning, at address: UInt, in owner: Owner) {
    let key = address << 6 | owner.number
    var slot = Self.slot(of: key)
    while keys[slot] != 0, keys[slot] != key { slot = (slot &+ 1) & (Self.size &- 1) }
    if keys[slot] == 0 {
      guard used < Self.size * 3 / 4 else { return }
      used += 1
      keys[slot] = key
    }
    meanings[slot] = meaning
  }

  @inline(__always) private static func slot(of key: UInt) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 54)
  }
}
