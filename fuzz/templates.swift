@testable import Templates

/// Three templates, parted by zero bytes: the first is compiled and rendered, the others are the
/// partials `p` and `q`.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  let parts = bytes.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
  var sources: [String: TemplateSource] = [:]
  for (name, part) in zip(["main", "p", "q"], parts) {
    sources[name] = TemplateSource(path: name, bytes: Array(part))
  }
  do {
    let library = try TemplateLibrary(sources)
    render { () throws(TemplateErrors) in
      try library.template(
        "main", for: PageNames.record, wording: ["words.hello": "Hello"], escaping: .html)
    }
    render { () throws(TemplateErrors) in
      try library.lenientTemplate("main", for: .record(PageNames.record))
    }
  } catch {
    check(error)
  }
  return 0
}

private enum PageNames: Int, TemplateNames {
  case text, flag, lines, record

  var meaning: String { "" }
  var type: TemplateType {
    switch self {
    case .text: .text
    case .flag: .flag
    case .lines: LineNames.list
    case .record: .record(LineNames.record)
    }
  }
}

private enum LineNames: Int, TemplateNames {
  case name, isMajor

  var meaning: String { "" }
  var type: TemplateType { self == .name ? .text : .flag }
}

private func render(_ compile: () throws(TemplateErrors) -> Template) {
  do {
    let template = try compile()
    var values = TemplateValues()
    let page = values.reserve(PageNames.allCases.count)
    values.set(page + PageNames.text.rawValue, "<&\"'>")
    values.set(page + PageNames.flag.rawValue, true)
    for name in ["one", "{{two}}"] {
      let line = values.append(
        to: page + PageNames.lines.rawValue, fields: LineNames.allCases.count)
      values.set(line + LineNames.name.rawValue, name)
      values.set(line + LineNames.isMajor.rawValue, name == "one")
    }
    let record = values.open(
      page + PageNames.record.rawValue, fields: LineNames.allCases.count)
    values.set(record + LineNames.name.rawValue, "r")
    var output: [UInt8] = []
    template.render(values, into: &output)
    var again: [UInt8] = []
    _ = template.renderMeasuring(values, into: &again)
    precondition(output == again, "measuring changes nothing")
  } catch {
    check(error)
  }
}

private func check(_ errors: TemplateErrors) {
  precondition(!errors.problems.isEmpty, "an error says what is wrong")
  for problem in errors.problems {
    precondition(problem.line > 0 && problem.column > 0, "a problem has its place")
  }
}
