// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "durable-execution", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    ],
    targets: [
        .target(name: "CFloor", linkerSettings: [.linkedLibrary("sqlite3")]),
        .target(name: "CSlowDisk", linkerSettings: [.linkedLibrary("sqlite3")]),
        .systemLibrary(
            name: "CLibPQ",
            pkgConfig: "libpq",
            providers: [.apt(["libpq-dev"]), .yum(["libpq-devel"]), .brew(["libpq"])]
        ),
        .target(name: "CPostgreSQLFloor", dependencies: ["CLibPQ"]),
        .executableTarget(
            name: "bench",
            dependencies: [
                "CFloor", "CPostgreSQLFloor", "CSlowDisk",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "DurableExecutionStorage", package: "durable-execution"),
                .product(name: "PostgreSQLDriver", package: "durable-execution"),
                .product(name: "SQLiteDriver", package: "durable-execution"),
                .product(name: "TypedSQL", package: "durable-execution"),
            ],
            swiftSettings: settings
        ),
    ],
    swiftLanguageModes: [.v6]
)
