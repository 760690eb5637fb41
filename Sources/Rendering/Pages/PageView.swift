internal import Licensing
internal import Templates

/// One page while its values are filled in.
struct PageView {
  /// The kinds of page, named as their templates are.
  enum Kind: String, CaseIterable {
    case index, account, coverage, view, help
    case alerts = "all-alerts"
  }

  let sentences: Sentences
  let context: PageContext
  var values = ViewValues()

  var phrases: Phrases { sentences.phrases }
  var texts: TextTable { sentences.texts }

  /// Begins a page of these names: fills what is around its content.
  mutating func begin<Names: PageNames>(
    _ names: Names.Type, _ kind: Kind, title: String, paging: Paging, _ number: Int
  ) -> RecordSlot<Names> {
    let root = values.root(names)
    fill(
      values.open(.frame, of: root, FrameNames.self), kind, title: title, paging: paging, number)
    return root
  }

  private mutating func fill(
    _ frame: RecordSlot<FrameNames>, _ kind: Kind, title: String, paging: Paging, _ number: Int
  ) {
    values.set(.locale, of: frame, phrases.locale)
    values.set(.title, of: frame, title)
    values.set(.root, of: frame, kind == .account ? "../../" : "")
    values.set(.date, of: frame, sentences.dates.long(context.date))
    values.set(.since, of: frame, sentences.dates.long(context.since))
    values.set(.isCutShort, of: frame, context.isCutShort)
    values.set(.isIndex, of: frame, kind == .index)
    values.set(.isAlerts, of: frame, kind == .alerts)
    values.set(.isCoverage, of: frame, kind == .coverage)
    values.set(.isView, of: frame, kind == .view)
    values.set(.isHelp, of: frame, kind == .help)
    values.set(.help, of: frame, HelpPages.fileName(phrases.locale))
    if paging.count > 1 { fillPager(frame, paging, number) }
  }

  private mutating func fillPager(
    _ frame: RecordSlot<FrameNames>, _ paging: Paging, _ number: Int
  ) {
    let pager = values.open(.pager, of: frame, PagerNames.self)
    values.set(
      .sentence, of: pager,
      phrases.text(
        .`page.pager.sentence`,
        ["number": phrases.number(number), "count": phrases.number(paging.count)]))
    if number > 1 { values.set(.previous, of: pager, paging.fileName(number - 1)) }
    if number < paging.count { values.set(.next, of: pager, paging.fileName(number + 1)) }
    var before = 0
    for page in paging.neighbours(of: number) {
      if page > before + 1 {
        _ = values.append(to: .pages, of: pager, PagerPageNames.self)
      }
      let slot = values.append(to: .pages, of: pager, PagerPageNames.self)
      values.set(.number, of: slot, phrases.number(page))
      values.set(.link, of: slot, paging.fileName(page))
      values.set(.isCurrent, of: slot, page == number)
      before = page
    }
  }

  /// Opens a list and gives the range of its lines on the page; nil where it has none there.
  ///
  /// On the first page an empty list is opened too, so that the page can say so.
  mutating func open<Names: TemplateNames, Line: TemplateNames>(
    _ name: Names, of root: RecordSlot<Names>, _ line: Line.Type, count: Int, _ number: Int
  ) -> (slot: RecordSlot<ListNames<Line>>, range: Range<Int>)? {
    let range = Paging.range(number, of: count)
    guard number == 1 || !range.isEmpty else { return nil }
    let slot = values.open(name, of: root, ListNames<Line>.self)
    values.set(.isEmpty, of: slot, count == 0)
    values.set(.count, of: slot, phrases.number(count))
    if count > Paging.length {
      values.set(
        .range, of: slot,
        phrases.text(
          .`page.lines`,
          [
            "first": phrases.number(range.lowerBound + 1),
            "last": phrases.number(range.upperBound), "count": phrases.number(count),
          ]))
    }
    return (slot, range)
  }

  /// A name as far as pages show it.
  func name(_ text: TextID) -> String {
    Sentences.cut(texts.string(text), to: Sentences.longestName)
  }

  /// Sets a name as far as pages show it.
  mutating func set<Names: TemplateNames>(
    _ name: Names, of slot: RecordSlot<Names>, name text: TextID
  ) {
    let sentences = sentences
    values.set(name, of: slot) { sentences.writeName(text, to: &$0) }
  }

  /// Sets a number.
  mutating func set<Names: TemplateNames>(
    _ name: Names, of slot: RecordSlot<Names>, number: Int
  ) {
    let sentences = sentences
    values.set(name, of: slot) { sentences.phrases.write(number, to: &$0) }
  }

  /// Sets a day as tables write it, `2026-11-22`.
  mutating func set<Names: TemplateNames>(
    _ name: Names, of slot: RecordSlot<Names>, iso day: CalendarDate
  ) {
    let sentences = sentences
    values.set(name, of: slot) { sentences.dates.writeISO(day, to: &$0) }
  }
}
