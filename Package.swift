// swift-tools-version: 6.2
import PackageDescription

var settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]
// Not for everybody: a newer compiler with a new warning must not stop anyone's build.
if Context.environment["WARNINGS_ARE_ERRORS"] != nil { settings.append(.treatAllWarnings(as: .error)) }

// Apple's own SQLite comes with its SDK; another one that lies about must not be taken instead.
#if os(macOS)
let sqlitePackage: String? = nil
#else
let sqlitePackage: String? = "sqlite3"
#endif

let fuzzed: [Target.Dependency] = [
    "DurableExecution", "DurableExecutionEncryption", "DurableExecutionStorage", "PostgreSQLDriver",
    "TaskExecutionsSchema", "TypedSQL", "durable",
    .product(name: "ArgumentParser", package: "swift-argument-parser"),
    .product(name: "Crypto", package: "swift-crypto"),
]

let package = Package(
    name: "durable-execution",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "TypedSQL", targets: ["TypedSQL"]),
        .library(name: "TypedSQLFoundation", targets: ["TypedSQLFoundation"]),
        .library(name: "SQLiteDriver", targets: ["SQLiteDriver"]),
        .library(name: "PostgreSQLDriver", targets: ["PostgreSQLDriver"]),
        .library(name: "TaskExecutionsSchema", targets: ["TaskExecutionsSchema"]),
        .library(name: "DurableExecutionStorage", targets: ["DurableExecutionStorage"]),
        .library(name: "DurableExecution", targets: ["DurableExecution"]),
        .library(name: "DurableExecutionEncryption", targets: ["DurableExecutionEncryption"]),
        .library(name: "DurableExecutionServiceLifecycle", targets: ["DurableExecutionServiceLifecycle"]),
        .library(name: "DurableExecutionTesting", targets: ["DurableExecutionTesting"]),
        .executable(name: "durable", targets: ["durable"]),
    ],
    traits: [
        // Not a default: the command builds on a machine without libpq.
        .trait(
            name: "PostgreSQL", description: "The command `durable` accepts PostgreSQL URLs, for which it needs libpq."
        )
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/apple/swift-crypto", "3.12.3"..<"5.0.0"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.3.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.5.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.6.0"),
    ],
    targets: [
        .target(name: "TypedSQL", swiftSettings: settings),
        // Apart, so that the language needs no Foundation.
        .target(name: "TypedSQLFoundation", dependencies: ["TypedSQL"], swiftSettings: settings),
        .systemLibrary(
            name: "CSQLite",
            pkgConfig: sqlitePackage,
            providers: [.apt(["libsqlite3-dev"]), .yum(["sqlite-devel"])]
        ),
        .target(
            name: "SQLiteDriver",
            dependencies: ["CSQLite", "TypedSQL", .product(name: "Logging", package: "swift-log")],
            swiftSettings: settings
        ),
        .systemLibrary(
            name: "CPostgreSQL",
            pkgConfig: "libpq",
            providers: [.apt(["libpq-dev"]), .yum(["libpq-devel"]), .brew(["libpq"])]
        ),
        .target(
            name: "PostgreSQLDriver",
            dependencies: ["CPostgreSQL", "TypedSQL", .product(name: "Logging", package: "swift-log")],
            swiftSettings: settings
        ),
        .target(
            name: "DurableExecution",
            dependencies: [
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "TaskExecutionsSchema", dependencies: ["DurableExecution", "TypedSQL"], swiftSettings: settings
        ),
        .target(
            name: "DurableExecutionStorage",
            dependencies: ["DurableExecution", "TaskExecutionsSchema", "TypedSQL"],
            swiftSettings: settings
        ),
        .target(
            name: "DurableExecutionEncryption",
            dependencies: ["DurableExecution", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: settings
        ),
        .target(
            name: "DurableExecutionServiceLifecycle",
            dependencies: ["DurableExecution", .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")],
            swiftSettings: settings
        ),
        .target(name: "DurableExecutionTesting", dependencies: ["DurableExecution"], swiftSettings: settings),
        .executableTarget(
            name: "durable",
            dependencies: [
                "DurableExecutionStorage", "SQLiteDriver", "TaskExecutionsSchema", "TypedSQL",
                .target(name: "PostgreSQLDriver", condition: .when(traits: ["PostgreSQL"])),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "demo", dependencies: ["DurableExecutionStorage", "SQLiteDriver"], path: "Sources/Examples/Demo",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "document-index",
            dependencies: [
                "DurableExecutionStorage", "SQLiteDriver", "TypedSQL",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/Examples/DocumentIndex",
            swiftSettings: settings
        ),
        .testTarget(
            name: "ExampleTests",
            dependencies: ["SQLiteDriver", "TypedSQL", "demo", "document-index"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "DurableCommandTests",
            dependencies: [
                "CSQLite", "DurableExecutionStorage", "PostgreSQLDriver", "PostgreSQLTestServer", "SQLiteDriver",
                "TypedSQL",
                "durable",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "TaskExecutionsSchemaTests",
            dependencies: ["DurableExecution", "SQLiteDriver", "TaskExecutionsSchema", "TypedSQL"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "TypedSQLTests",
            dependencies: [
                "PostgreSQLDriver", "PostgreSQLTestServer", "SQLiteDriver", "SwiftCompiler", "TypedSQL",
                "TypedSQLFoundation",
            ],
            exclude: ["DoesNotCompile"],
            swiftSettings: settings
        ),
        // The compiler's judgement of sources, for tests.
        .target(name: "SwiftCompiler", path: "Tests/SwiftCompiler", swiftSettings: settings),
        .testTarget(
            name: "SQLiteDriverTests",
            dependencies: ["CFaultVFS", "CSQLite", "RecordedLog", "SQLiteDriver", "SQLiteProbe", "TypedSQL"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "PostgreSQLDriverTests",
            dependencies: [
                "PostgreSQLDriver", "PostgreSQLTestServer", "RecordedLog", "TypedSQL",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings
        ),
        // What a logger was told, for tests.
        .target(
            name: "RecordedLog", dependencies: [.product(name: "Logging", package: "swift-log")],
            path: "Tests/RecordedLog", swiftSettings: settings
        ),
        // A server of the tests' own.
        .target(
            name: "PostgreSQLTestServer", dependencies: ["PostgreSQLDriver", "TypedSQL"],
            path: "Tests/PostgreSQLTestServer", swiftSettings: settings
        ),
        // Another process on the same file, for tests.
        .executableTarget(
            name: "SQLiteProbe", dependencies: ["SQLiteDriver", "TypedSQL"], path: "Tests/SQLiteProbe",
            swiftSettings: settings
        ),
        .testTarget(
            name: "DurableExecutionStorageTests",
            dependencies: [
                "DurableExecutionStorage", "DurableExecutionTesting", "PostgreSQLDriver", "PostgreSQLTestServer",
                "SQLiteDriver", "TypedSQL",
                .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "DurableExecutionTests",
            dependencies: [
                "DurableExecution", "DurableExecutionTesting", "RecordedLog", "SwiftCompiler",
                .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "MetricsTestKit", package: "swift-metrics"),
            ],
            exclude: ["DoesNotCompile"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "DurableExecutionEncryptionTests",
            dependencies: [
                "DurableExecution", "DurableExecutionEncryption", "DurableExecutionStorage", "SQLiteDriver", "TypedSQL",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "DurableExecutionServiceLifecycleTests",
            dependencies: [
                "DurableExecution", "DurableExecutionServiceLifecycle", .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "ServiceLifecycleTestKit", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "DurableExecutionTestingTests",
            dependencies: ["DurableExecution", "DurableExecutionTesting"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "DurabilityTests",
            dependencies: [
                "CFaultVFS", "DurabilityWorker", "DurableExecutionEncryption", "DurableExecutionStorage",
                "DurableExecutionTesting", "PostgreSQLDriver", "PostgreSQLTestServer", "RecordedLog", "SQLiteDriver",
                "TypedSQL",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ],
            exclude: ["Upgrades/Fixtures"],
            swiftSettings: settings
        ),
        // What comes from outside; `Scripts/fuzz` makes a program of it.
        .testTarget(
            name: "FuzzingTests", dependencies: fuzzed, exclude: ["Corpus", "Fuzzer.swift"], swiftSettings: settings
        ),
        // Processes that die, or write and read all at once, for tests.
        .executableTarget(
            name: "DurabilityWorker",
            dependencies: ["CFaultVFS", "DurableExecutionStorage", "PostgreSQLDriver", "SQLiteDriver", "TypedSQL"],
            path: "Tests/DurabilityWorker", swiftSettings: settings
        ),
        // Executors in a world that a seed decides, for tests. No test target may depend on it: it would be linked into the
        // tests and take their threads away.
        .executableTarget(
            name: "DurabilitySimulator",
            dependencies: ["CSeededScheduler", "DurableExecution", "DurableExecutionTesting"],
            path: "Tests/DurabilitySimulator", swiftSettings: settings
        ),
        // Takes the place of Swift's threads, for tests.
        .target(name: "CSeededScheduler", path: "Tests/CSeededScheduler"),
        // A file system that fails, for tests.
        .target(name: "CFaultVFS", dependencies: ["CSQLite"], path: "Tests/CFaultVFS"),
        .testTarget(
            name: "DocumentationTests",
            dependencies: [
                "DurableExecutionStorage", "DurableExecutionTesting", "PostgreSQLDriver", "SQLiteDriver",
                "SwiftCompiler", "TypedSQL",
            ],
            swiftSettings: settings
        ),
    ],
    swiftLanguageModes: [.v6]
)

// libFuzzer has the `main` of a program, so the command line is a library there, and no test is built.
if Context.environment["DURABLE_FUZZING"] != nil, let command = package.targets.first(where: { $0.name == "durable" }) {
    package.products = []
    package.targets.removeAll { $0.isTest || $0.name == "durable" }
    package.targets += [
        .target(
            name: "durable", dependencies: command.dependencies,
            swiftSettings: settings + [
                .unsafeFlags(["-Xfrontend", "-entry-point-function-name", "-Xfrontend", "durable_main"])
            ]
        ),
        .systemLibrary(name: "CLibFuzzer", path: "Tests/CLibFuzzer"),
        .executableTarget(
            name: "fuzz", dependencies: fuzzed + ["CLibFuzzer"], path: "Tests/FuzzingTests",
            exclude: ["Corpus", "CorpusTests.swift"], swiftSettings: settings
        ),
    ]
}
