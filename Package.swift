// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "durable-execution",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "DurableExecution", targets: ["DurableExecution"]),
        .library(name: "DurableExecutionTesting", targets: ["DurableExecutionTesting"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0")
    ],
    targets: [
        .target(
            name: "DurableExecution",
            dependencies: [.product(name: "Logging", package: "swift-log")],
            swiftSettings: settings
        ),
        .target(name: "DurableExecutionTesting", dependencies: ["DurableExecution"], swiftSettings: settings),
        .testTarget(
            name: "DurableExecutionTests",
            dependencies: ["DurableExecution", "DurableExecutionTesting"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "DurableExecutionTestingTests",
            dependencies: ["DurableExecution", "DurableExecutionTesting"],
            swiftSettings: settings
        ),
    ],
    swiftLanguageModes: [.v6]
)
