internal import Licensing

/// Values: facts of an entry, and what is noted because it is none.
extension JSONExport {
  /// This many different unknown keys are noted; a response of more is damaged.
  private static let mostNotes = 1_000

  /// A value: of a key, or in a list of objects where it is none.
  mutating func take(_ token: JSONReader.Token) {
    let value = JSONEntry.Value(
      key: keyName, token: token, text: reader.text, position: reader.position)
    switch levels.last {
    case .entries(let list):
      entry = JSONEntry(of: list, at: value.position)
      entry?.takeNoObject(value, isDetail: false)
      endEntry()
    case .details:
      beginDetail()
      entry?.takeNoObject(value, isDetail: true)
    case .contexts:
      cut("bad-type", "a response is \(token.name) (expected an object)", at: value.position)
    case .name: takeName(value)
    case .context: if key == nil { note(value) } else { takeContext(value) }
    case .entry: takeFact(value, isDetail: false)
    case .detail: takeFact(value, isDetail: true)
    case .file, nil: break
    }
  }

  private mutating func takeFact(_ value: JSONEntry.Value, isDetail: Bool) {
    switch key {
    case nil: note(value)
    case .details: entry?.takeDetails(value)
    case .fact(let column):
      entry?.take(value, as: column, isDetail: isDetail)
      if entry?.isTooLarge == true { stop("a license has more than \(JSONEntry.limit)") }
    case .otherName(let column):
      guard value.token == .text || value.token == .number else { return note(value) }
      entry?.take(value, as: column, isDetail: isDetail, isByOtherName: true)
      note(value, readAs: column)
    default: break
    }
  }

  private mutating func note(_ value: JSONEntry.Value, readAs column: Column? = nil) {
    let owner =
      switch levels.last {
      case .entry(let list): list.entry
      case .detail: "a license's detail"
      default: "a response"
      }
    guard noted.insert("\(owner) \(keyName)").inserted else { return }
    if noted.count > Self.mostNotes { return stop("more than \(Self.mostNotes) unknown keys") }
    if let column {
      fields.rows.diagnostics.append(
        .warning(
          "other-name",
          "key \(keyName.quoted) of \(owner) is not known; it is read as '\(column.name)' where "
            + "that is missing", value: keyName, at: location(value.position)))
      return
    }
    fields.rows.diagnostics.append(
      .note(
        "unknown-key", "key \(keyName.quoted) of \(owner) is not known and is ignored",
        value: keyName, at: location(value.position)))
  }
}
