import SeededRandom

@testable import Exports
@testable import Licensing

/// A random file of preferences in pieces, so that a test knows which bytes belong to which field.
struct RandomPreferences {
  /// A piece of the file; a field's piece is what may change with it.
  struct Piece {
    var text: String
    /// The row it belongs to, and the field; nil for all else.
    var owner: (row: Int, field: PreferenceField)?
  }

  var pieces: [Piece] = []
  var options = ExportOptions()
  /// How the pieces become bytes.
  var encode: (String) -> [UInt8] = { Array($0.utf8) }
  var rowCount = 0

  var bytes: [UInt8] { encode(pieces.map(\.text).joined()) }

  mutating func add(_ text: String, _ owner: (row: Int, field: PreferenceField)? = nil) {
    pieces.append(Piece(text: text, owner: owner))
  }

  /// Something else for a field to say.
  static func value(
    of field: PreferenceField, _ choice: inout SeededRandom
  ) -> PreferenceValue {
    switch field {
    case .dailySummary, .statusNotification: .flag(choice.isTrue(oneIn: 2))
    case .alertEvents:
      .choice(
        choice.one(of: [.unset, .all, .none, .listed(["licenses-expiring", "failed-to-renew"])]))
    case .expiryWindows:
      .choice(choice.one(of: [.unset, .none, .listed(["90"]), .listed(["60", "30", "7"])]))
    case .additionalEmails:
      .addresses(choice.one(of: [[], ["a@a.example"], ["b@a.example", "it's&co@a.example"]]))
    case .locale: .text(choice.one(of: ["", "fr", "en-GB"]))
    }
  }
}

extension RandomPreferences {
  private static let plain: [PreferenceField: [String]] = [
    .dailySummary: ["yes", "no", "TRUE", "Off", "1", "", "maybe"],
    .statusNotification: ["y", "N", "enabled", ""],
    .alertEvents: ["", "*", "none", "licenses-expired", "licenses-expired;failed-to-connect"],
    .expiryWindows: ["", "90", "30;7", "none", "45;x"],
    .additionalEmails: ["", "c@a.example", "c@a.example, d@b.example"],
    .locale: ["", "en", "fr_CA", "tlh"],
  ]

  /// CSV with any delimiter, line end, quoting, order and spelling of columns, encoding, and rows
  /// that cannot be read.
  static func csv(seed: Int) -> RandomPreferences {
    var choice = SeededRandom(seed: seed)
    var file = RandomPreferences()
    let delimiter = choice.one(of: [",", ";", "\t", "|"])
    let lineEnd = choice.one(of: ["\n", "\r\n", "\r"])
    file.chooseEncoding(&choice)
    if delimiter == "|" || choice.isTrue(oneIn: 4) { file.add("sep=\(delimiter)\(lineEnd)") }
    let fields = PreferenceField.allCases.shuffled(using: &choice)
    var columns = ["email", "account_domain", "virtual_accounts", "note 1", "Größe", "role"]
    columns += fields.map(\.rawValue)
    columns.shuffle(using: &choice)
    func cell(_ text: String) -> String {
      let mustBeQuoted = text.utf8.contains { "\"\r\n,;\t|".utf8.contains($0) }
      guard mustBeQuoted || choice.isTrue(oneIn: 3) else {
        return choice.isTrue(oneIn: 5) ? " \(text) " : text
      }
      return "\"\(text.replacing("\"", with: "\"\""))\""
    }
    let spelled = columns.map { name in
      choice.one(of: [name, name.uppercased(), name.replacing("-", with: " ")])
    }
    file.add(spelled.map(cell).joined(separator: delimiter) + lineEnd)
    let count = Int.random(in: 1...6, using: &choice)
    for row in 0..<count {
      if choice.isTrue(oneIn: 4) { file.add(choice.one(of: ["", delimiter, " "]) + lineEnd) }
      if choice.isTrue(oneIn: 5) { file.add("u\(row)@a.example\(delimiter)short" + lineEnd) }
      for (place, column) in columns.enumerated() {
        if place > 0 { file.add(delimiter) }
        let field = PreferenceField(rawValue: column)
        let text: String =
          switch column {
          case "email": "u\(row)@a.example"
          case "account_domain": choice.one(of: ["a.example", "A.Example", "b.example"])
          case "virtual_accounts": choice.one(of: ["*", "", "A;\"B;C\""])
          case "role": choice.one(of: ["", "admin", "user"])
          default:
            field.map { choice.one(of: plain[$0] ?? [""]) }
              ?? choice.one(of: ["", "x", "a\"b", "a\(lineEnd)b", "é;,\t|"])
          }
        file.add(cell(text), field.map { (row, $0) })
      }
      if row < count - 1 || choice.isTrue(oneIn: 2) { file.add(lineEnd) }
    }
    file.rowCount = count
    return file
  }

  private mutating func chooseEncoding(_ choice: inout SeededRandom) {
    switch Int.random(in: 0..<5, using: &choice) {
    case 0: encode = { [0xef, 0xbb, 0xbf] + Array($0.utf8) }
    case 1:
      options.encoding = choice.one(of: [.latin1, .windows1252])
      encode = { $0.unicodeScalars.map { UInt8($0.value) } }
    case 2: encode = { [0xff, 0xfe] + $0.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] } }
    default: break
    }
  }

  /// XML with any order and quotes of attributes, comments, references, foreign elements.
  static func xml(seed: Int) -> RandomPreferences {
    var choice = SeededRandom(seed: seed)
    var file = RandomPreferences()
    let lineEnd = choice.one(of: ["\n", "\r\n", ""])
    let comments = [
      "<!-- <user email='u0@a.example'> -->", "<?php ' ?>", " ", "<n:x xmlns:n='urn:n'/>",
    ]
    func noise() -> String { choice.isTrue(oneIn: 3) ? choice.one(of: comments) + lineEnd : "" }
    file.add("<?xml version=\"1.0\"?>\(lineEnd)<preference-export version='1'>\(lineEnd)")
    let count = Int.random(in: 1...5, using: &choice)
    for row in 0..<count {
      let domain = choice.one(of: ["a.example", "A.EXAMPLE", "b.example"])
      file.add("\(noise())<smart-account name='&lt;&quot;' domain='\(domain)'>\(noise())<user")
      var attributes = PreferenceField.allCases.filter { $0 != .additionalEmails }
      attributes = attributes.filter { _ in choice.isTrue(oneIn: 2) }
      let email = choice.one(of: ["u\(row)@a.example", "&#117;\(row)@a&#x2e;example"])
      for place in (0...attributes.count).shuffled(using: &choice) {
        let blank = choice.one(of: [" ", "\n\t", "  "])
        let quote = choice.one(of: ["'", "\""])
        let equals = choice.one(of: ["=", " = "])
        guard place > 0 else {
          file.add("\(blank)email\(equals)\(quote)\(email)\(quote)")
          continue
        }
        let field = attributes[place - 1]
        let text = choice.one(of: plain[field] ?? [""]).replacing(";", with: " ")
        file.add("\(blank)\(field.rawValue)\(equals)\(quote)")
        file.add(text, (row, field))
        file.add(quote)
      }
      file.addChildren(of: row, &choice, noise: [noise(), noise()], lineEnd)
      file.add("\(noise())</smart-account>")
    }
    file.add("\(lineEnd)</preference-export><!-- end -->")
    file.rowCount = count
    return file
  }

  private mutating func addChildren(
    of row: Int, _ choice: inout SeededRandom, noise: [String], _ lineEnd: String
  ) {
    let owner = (row, PreferenceField.additionalEmails)
    if choice.isTrue(oneIn: 3) { return add(choice.one(of: ["/>", " />"]), owner) }
    var text = ">\(noise[0])"
    for address in ["a@a.example", "c&#64;a.example"] where choice.isTrue(oneIn: 2) {
      text += "\(lineEnd)  <additional-email>\(address)</additional-email>"
    }
    if choice.isTrue(oneIn: 2) { text += "\(lineEnd)<virtual-account name='A&amp;B'/>" }
    add(text, owner)
    add(noise[1])
    add("</user>")
  }
}
