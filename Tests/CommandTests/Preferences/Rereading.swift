import Answers
import Foundation
import Testing

/// An answer as the preview reads it, once its type is found to know all that was written.
func reread<Answer: Codable>(_ bytes: [UInt8]) throws -> Answer {
  let decoder = JSONDecoder()
  decoder.keyDecodingStrategy = .convertFromSnakeCase
  let answer = try decoder.decode(Answer.self, from: Data(bytes))
  let encoder = JSONEncoder()
  encoder.keyEncodingStrategy = .convertToSnakeCase
  let written = try JSONSerialization.jsonObject(with: Data(bytes))
  let read = try JSONSerialization.jsonObject(with: encoder.encode(answer))
  #expect(difference(written, read, at: "answer") == nil)
  return answer
}

/// Where two documents differ; null is nothing, and of a line nothing is read.
private func difference(_ written: Any, _ read: Any, at path: String) -> String? {
  switch (written, read) {
  case (_, let read as [String: Any]) where read.isEmpty: return nil
  case (let written as [String: Any], let read as [String: Any]):
    let written = written.filter { !($0.value is NSNull) }
    if Set(written.keys) != Set(read.keys) { return "\(path): \(written.keys), \(read.keys)" }
    return written.lazy.compactMap { key, value in
      read[key].flatMap { difference(value, $0, at: path + "." + key) }
    }.first
  case (let written as [Any], let read as [Any]):
    if written.count != read.count { return "\(path): \(written.count), \(read.count)" }
    return zip(written, read).lazy.compactMap { difference($0, $1, at: path + "[]") }.first
  default:
    let isSame = (written as? NSObject) == (read as? NSObject)
    return isSame ? nil : "\(path): \(written), \(read)"
  }
}
