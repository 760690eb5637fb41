extension Workers {
  /// Removes the folders in a folder side by side, as far as that can be done: who removes the
  /// folder itself meets what is left of it, and says why.
  func removeFolders(below path: String) {
    try? Publishing.inFolder(path) { folder throws(SystemError) in
      let names = try FileReading.names(in: folder)
      _ = map(names.count) { try? Publishing.removeTree(names[$0], in: folder) }
    }
  }
}
