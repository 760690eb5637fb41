import Foundation
import Testing

@testable import Templates

/// The official cases of the Mustache language, where the environment names their folder.
struct SpecificationTests {
  private static let folder = ProcessInfo.processInfo.environment["MUSTACHE_SPEC"]

  /// A case of the specification.
  struct Case: CustomTestStringConvertible, Sendable {
    var file: String
    var name: String
    var template: String
    var partials: [String: String]
    var type: TemplateType
    var values: TemplateValues
    var expected: String

    var testDescription: String { "\(file): \(name)" }
  }

  @Test(.enabled(if: folder != nil, "MUSTACHE_SPEC names no folder"))
  func `the folder holds the 163 cases of the core modules and inheritance`() throws {
    #expect(try Self.cases().count == 163)
  }

  @Test(.enabled(if: folder != nil, "MUSTACHE_SPEC names no folder"), arguments: try cases())
  func `a template renders as the specification says`(_ one: Case) throws {
    var sources = one.partials.mapValues { TemplateSource(path: "partial", bytes: Array($0.utf8)) }
    sources["the case"] = TemplateSource(path: "case", bytes: Array(one.template.utf8))
    let template = try TemplateLibrary(sources).lenientTemplate("the case", for: one.type)
    var output: [UInt8] = []
    template.render(one.values, into: &output)
    #expect(String(decoding: output, as: UTF8.self) == one.expected)
  }

  private static func cases() throws -> [Case] {
    guard let folder else { return [] }
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    return try files.filter { $0.hasSuffix(".json") }.flatMap { file in
      let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(file)"))
      return try JSONDecoder().decode(SpecificationFile.self, from: data).tests.map { test in
        var values = TemplateValues()
        let type = test.data.type
        test.data.fillRoot(&values, as: type)
        return Case(
          file: file, name: test.name, template: test.template, partials: test.partials ?? [:],
          type: type, values: values, expected: test.expected)
      }
    }
  }
}

private struct SpecificationFile: Decodable {
  struct Test: Decodable {
    var name: String
    var template: String
    var partials: [String: String]?
    var data: JSONValue
    var expected: String
  }

  var tests: [Test]
}

/// A value of a case's data, which gets the type that it shows.
private indirect enum JSONValue: Decodable {
  case null
  case flag(Bool)
  case text(String)
  case list([JSONValue])
  case record([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let flag = try? value.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? value.decode(Int.self) {
      self = .text(String(number))
    } else if let number = try? value.decode(Double.self) {
      self = .text(String(number))
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let list = try? value.decode([JSONValue].self) {
      self = .list(list)
    } else {
      self = .record(try value.decode([String: JSONValue].self))
    }
  }

  var type: TemplateType {
    switch self {
    case .null: .nothing
    case .flag: .flag
    case .text: .text
    case .list(let elements): .list(elements.first?.type ?? .nothing)
    case .record(let members):
      .record(TemplateRecord(members.sorted { $0.key < $1.key }.map { ($0.key, $0.value.type) }))
    }
  }

  func fillRoot(_ values: inout TemplateValues, as type: TemplateType) {
    if case .record(let members) = self {
      fill(members, &values, at: values.reserve(members.count))
    } else {
      fill(&values, at: values.reserve(1))
    }
  }

  private func fill(_ values: inout TemplateValues, at place: Int) {
    switch self {
    case .null: break
    case .flag(let isOn): values.set(place, .init(kind: isOn ? .on : .absent))
    case .text(let text): values.setText(place, Array(text.utf8))
    case .list(let elements):
      for element in elements {
        let header = values.append(to: place)
        if case .record(let members) = element {
          element.fill(members, &values, at: values.reserve(members.count))
        } else {
          element.fill(&values, at: values.reserve(1))
        }
        assert(header < values.nodes.count)
      }
    case .record(let members):
      let first = values.reserve(members.count)
      values.set(place, .init(kind: .record, first: UInt32(first)))
      fill(members, &values, at: first)
    }
  }

  private func fill(
    _ members: [String: JSONValue], _ values: inout TemplateValues, at first: Int
  ) {
    for (offset, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
      member.value.fill(&values, at: first + offset)
    }
  }
}
