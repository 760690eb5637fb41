/// The shape of a value a template may be filled with, known before anything is rendered.
package indirect enum TemplateType: Sendable {
  /// UTF-8 text; a section over it is rendered when it is not empty.
  case text
  /// Only a section can ask for it.
  case flag
  /// A section repeats for each element.
  case list(TemplateType)
  /// A section is rendered when there is one, and its names are then the nearest.
  case record(TemplateRecord)
  /// Never there.
  case nothing

  /// Whether no section over a value of the type is ever rendered.
  var isNeverThere: Bool {
    switch self {
    case .nothing, .list(.nothing): true
    default: false
    }
  }

  /// What a message calls a value of the type.
  var description: String {
    switch self {
    case .text: "a text"
    case .flag: "a flag"
    case .list: "a list"
    case .record: "a record"
    case .nothing: "nothing"
    }
  }
}

/// Names with a value each, in the order in which the values are stored.
package struct TemplateRecord: Sendable {
  /// By name, in the order they were declared.
  package var fields: [(name: String, type: TemplateType)]
  /// What each means, for people, in the same order; empty where nothing is said.
  package var meanings: [String]

  /// A record of these names, each once.
  package init(_ fields: [(name: String, type: TemplateType)], meanings: [String] = []) {
    self.fields = fields
    self.meanings = meanings
  }

  /// The index of a name and the type of its value; nil where the record has no such name.
  func field(_ name: some StringProtocol) -> (index: Int, type: TemplateType)? {
    guard let index = fields.firstIndex(where: { $0.name == name }) else { return nil }
    return (index, fields[index].type)
  }
}

/// The names a view declares: an enumeration whose cases are the names, spelled alike.
///
///     enum LineNames: Int, TemplateNames {
///       case license, isMajor, rows
///       var type: TemplateType { self == .rows ? .list(.text) : plainType }
///       var meaning: String { ... }
///     }
package protocol TemplateNames: CaseIterable, RawRepresentable, Sendable where RawValue == Int {
  /// The type of the name's value; where it is not declared, `plainType`.
  var type: TemplateType { get }
  /// What the value is, in a few words for those who write templates.
  var meaning: String { get }
}

extension TemplateNames {
  /// A flag where the name begins with `is` or `has`, else a text.
  package var plainType: TemplateType {
    let name = "\(self)".utf8
    for prefix in ["is", "has"] where name.starts(with: prefix.utf8) {
      let next = name.dropFirst(prefix.utf8.count).first ?? 0
      if (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(next) { return .flag }
    }
    return .text
  }

  package var type: TemplateType { plainType }

  /// The record of all the names; who needs it often keeps it, since it is read off the type.
  package static var record: TemplateRecord {
    TemplateRecord(allCases.map { ("\($0)", $0.type) }, meanings: allCases.map(\.meaning))
  }

  /// The type of a list of such records.
  package static var list: TemplateType { .list(.record(record)) }
}
