import Glibc
@testable import Exports
@testable import Licensing

private let values: [[PreferenceField: PreferenceValue]] = [
  [.dailySummary: .flag(true)], [.statusNotification: .flag(false)],
  [.alertEvents: .choice(.listed(["licenses-expiring", "failed-to-renew"]))],
  [.expiryWindows: .choice(.listed(["60", "30"]))], [.expiryWindows: .choice(.unset)],
  [.additionalEmails: .addresses(["a'&@a.example", "b@a.example"])],
  [.additionalEmails: .addresses([])], [.locale: .text("fr")],
]

/// Saves in a file of preferences: what comes out says what was meant, and one change is one place.
private func check(_ bytes: [UInt8], _ choice: Int) {
  let encodings: [ExportEncoding?] = [nil, nil, nil, .latin1, .windows1252]
  let options = ExportOptions(encoding: encodings[choice % encodings.count])
  guard let file = try? PreferenceFile(bytes, file: 0, accountFolder: nil, options: options),
    !file.rows.preferences.isEmpty
  else { return }
  let place = choice % file.rows.preferences.count
  let isXML = ExportFile.firstMark(of: bytes) == UInt8(ascii: "<")
  func judge(_ error: any Error) {
    guard let refusal = error as? PreferenceFile.Refusal else { return }
    // An element that libxml2 reads otherwise is not found; what is found must be written right.
    if refusal == .notProven || (refusal == .notFound && !isXML) {
      print("\(refusal):", String(decoding: bytes, as: UTF8.self))
      fflush(nil)
      preconditionFailure("a row that was read is written: \(refusal)")
    }
  }
  let value = values[choice / 32 % values.count]
  do {
    let changed = try file.changing(place, to: value)
    let again = try PreferenceFile(changed, file: 0, accountFolder: nil, options: options)
    let twice = try again.changing(place, to: value)
    precondition(twice == changed, "saying the same again changes nothing")
  } catch {
    judge(error)
  }
  do {
    _ = try file.adding("new@a.example", with: [.dailySummary: .flag(true)], beside: place)
  } catch {
    judge(error)
  }
}

/// The first byte chooses row, encoding and value, the rest is a file of preferences.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  guard let first = bytes.first else { return 0 }
  check(Array(bytes.dropFirst()), Int(first))
  return 0
}
