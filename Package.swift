// swift-tools-version: 6.2
import PackageDescription

/// The one list of settings every target shares.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "license-digest",
  products: [
    .executable(name: "license-digest", targets: ["license-digest"]),
    .executable(name: "license-digest-preview", targets: ["license-digest-preview"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
  ],
  targets: [
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .target(name: "Licensing", swiftSettings: settings),
    .target(
      name: "Exports", dependencies: ["CLibXML2", "Licensing"],
      resources: [
        .embedInCode("Schema/licenses.xsd"), .embedInCode("Schema/preferences.xsd"),
        .embedInCode("Schema/dismissals.xsd"),
      ],
      swiftSettings: settings),
    .target(name: "Templates", swiftSettings: settings),
    .target(name: "Rendering", dependencies: ["Licensing", "Templates"], swiftSettings: settings),
    // What the command says to the preview; of a message's lines it knows the number alone.
    .target(name: "Answers", swiftSettings: settings),
    .executableTarget(
      name: "license-digest",
      dependencies: [
        "Exports", "Licensing", "Rendering", "Templates", "Yams",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: settings),
    // Its own executable, so that the nightly command carries no server's libraries.
    .executableTarget(
      name: "license-digest-preview",
      dependencies: [
        "Answers", "Rendering",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      resources: [
        .embedInCode("Resources/preferences.css"), .embedInCode("Resources/preferences.js"),
        .embedInCode("Resources/preview.css"), .embedInCode("Resources/preview.js"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "license-digest-bench",
      dependencies: [
        "Exports", "Licensing", "Rendering", "Templates", "Yams",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    // What tests draw from; not a target of tests, so that all of them share it.
    .target(name: "SeededRandom", path: "Tests/SeededRandom", swiftSettings: settings),
    .testTarget(
      name: "LicensingTests", dependencies: ["Licensing", "SeededRandom"], swiftSettings: settings),
    .testTarget(
      name: "ExportsTests", dependencies: ["Exports", "Licensing", "SeededRandom"],
      swiftSettings: settings),
    .testTarget(name: "TemplatesTests", dependencies: ["Templates"], swiftSettings: settings),
    .testTarget(
      name: "RenderingTests",
      dependencies: ["Licensing", "Rendering", "SeededRandom", "Templates"],
      swiftSettings: settings),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "Answers", "Exports", "Licensing", "SeededRandom", "license-digest",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: settings),
    .testTarget(
      name: "PreviewTests",
      dependencies: [
        "Answers", "Rendering", "license-digest-preview",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
      ],
      swiftSettings: settings),
  ]
)
