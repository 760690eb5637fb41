@testable import Exports
@testable import Licensing

/// Dates, counts, addresses, lists and cleaning: what one field can be.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  let text = String(decoding: bytes, as: UTF8.self)
  checkDate(bytes)
  checkCount(bytes)
  checkAddress(text)
  checkCleaning(bytes)
  checkLists(text)
  return 0
}

private func checkDate(_ bytes: [UInt8]) {
  for order in [nil, DateOrder.mdy, .dmy] {
    guard let date = WrittenDate.date(bytes.span, order: order) else { continue }
    let iso = Array(date.iso.utf8)
    let again = WrittenDate.date(iso.span, order: nil)
    precondition(again == date, "a day reads back as itself")
    precondition(date.iso.utf8.count == 10 && date.iso >= "1970-01-01", "a day is in range")
  }
}

private func checkCount(_ bytes: [UInt8]) {
  let quoted = bytes.flatMap { $0 == UInt8(ascii: "\"") ? [$0, $0] : [$0] }
  let row = Array("account_domain,virtual_account,license,quantity\na.example,A,L,\"".utf8)
  let read = rows(of: row + quoted + Array("\"\n".utf8), pieces: 1 << 12)
  precondition(read.kept + read.rejected.count == 1, "a row is kept or rejected")
  guard let license = read.licenses.first else { return }
  let digits = TextCleaning.string(bytes).prefix { $0 != "." }
  precondition(Int32(digits) == license.quantity, "a count is what its digits say")
}

private func checkAddress(_ text: String) {
  if EmailAddress.isDomain(text) {
    let allowed = text.utf8.allSatisfy {
      (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45
        || $0 == 46
    }
    precondition(allowed && !text.contains("..") && text.utf8.count <= 253, "a domain is safe")
  }
  if EmailAddress.isValid(text) {
    let forbidden = Set(" \"(),:;<>@[\\]\r\n\u{0}".utf8)
    let local = text.utf8.prefix { $0 != UInt8(ascii: "@") }
    precondition(local.allSatisfy { !forbidden.contains($0) && $0 < 127 }, "a local part is safe")
    precondition(text.utf8.count <= 254, "an address is short")
  }
}

private func checkCleaning(_ bytes: [UInt8]) {
  let cleaned = TextCleaning.repaired(bytes[...]).text
  let again = TextCleaning.repaired(cleaned[...])
  precondition(again.text == cleaned && !again.hadDirection, "cleaning twice is cleaning once")
  precondition(cleaned.allSatisfy { $0 >= 32 && $0 != 127 }, "no control is left")
}

private func checkLists(_ text: String) {
  let names = PreferenceRow.names(in: text)
  precondition(names.allSatisfy { !$0.isEmpty }, "no name of a list is empty")
  let quoted = names.map { name in
    "\"" + String(decoding: name.utf8.flatMap { $0 == 34 ? [$0, $0] : [$0] }, as: UTF8.self) + "\""
  }
  precondition(
    PreferenceRow.names(in: quoted.joined(separator: ";")) == names,
    "a list that is written reads back as itself")
  _ = PreferenceRow.choice(text)
}
