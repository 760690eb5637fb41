extension Template {
  /// Appends the template filled with values to a buffer.
  package func render(_ values: borrowing TemplateValues, into output: inout [UInt8]) {
    var sizes: [Int] = []
    render(values, into: &output, sizes: &sizes)
  }

  /// The same, with the bytes that each list element took, by `RecordSlot.elementSlot`.
  package func renderMeasuring(
    _ values: borrowing TemplateValues, into output: inout [UInt8]
  ) -> [Int] {
    var sizes = Array(repeating: 0, count: values.nodes.count)
    render(values, into: &output, sizes: &sizes)
    return sizes
  }

  private func render(
    _ values: borrowing TemplateValues, into output: inout [UInt8], sizes: inout [Int]
  ) {
    var rendering = TemplateRendering(depth: depth, length: output.count)
    var room = output.capacity - output.count
    repeat {
      output.append(addingCapacity: room) { $0.append(repeating: 0, count: room) }
      room = rendering.proceed(self, values, into: &output, sizes: &sizes)
      if room > 0 { room = max(room, output.count) }
    } while room > 0
    output.removeLast(output.count - rendering.length)
  }
}
