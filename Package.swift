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
        .library(name: "TypedSQL", targets: ["TypedSQL"]),
        .library(name: "SQLiteDriver", targets: ["SQLiteDriver"]),
        .library(name: "DurableExecution", targets: ["DurableExecution"]),
        .library(name: "DurableExecutionTesting", targets: ["DurableExecutionTesting"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0")
    ],
    targets: [
        .target(name: "TypedSQL", swiftSettings: settings),
        .systemLibrary(
            name: "CSQLite",
            pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"]), .yum(["sqlite-devel"]), .brew(["sqlite"])]
        ),
        .target(name: "SQLiteDriver", dependencies: ["CSQLite", "TypedSQL"], swiftSettings: settings),
        .target(
            name: "DurableExecution",
            dependencies: [.product(name: "Logging", package: "swift-log")],
            swiftSettings: settings
        ),
        .target(name: "DurableExecutionTesting", dependencies: ["DurableExecution"], swiftSettings: settings),
        .testTarget(
            name: "TypedSQLTests", dependencies: ["SQLiteDriver", "TypedSQL"], exclude: ["DoesNotCompile"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SQLiteDriverTests", dependencies: ["SQLiteDriver", "SQLiteProbe", "TypedSQL"],
            swiftSettings: settings
        ),
        // Another process on the same file, for tests.
        .executableTarget(
            name: "SQLiteProbe", dependencies: ["SQLiteDriver", "TypedSQL"], path: "Tests/SQLiteProbe",
            swiftSettings: settings
        ),
        .testTarget(
            name: "DurableExecutionTests",
            dependencies: ["DurableExecution", "DurableExecutionTesting"],
            swiftSettings: settings
        ),
    ],
    swiftLanguageModes: [.v6]
)
