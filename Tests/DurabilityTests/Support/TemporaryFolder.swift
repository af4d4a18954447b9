import DurableExecutionStorage
import Foundation
import SQLiteDriver
import TypedSQL

/// A folder for one test.
struct TemporaryFolder {
    let url: URL

    var path: String { url.path }

    func path(_ name: String) -> String { url.appending(path: name).path }

    func database(
        _ change: (inout SQLiteConfiguration) -> Void = { _ in }
    ) async throws -> SQLiteDatabase {
        var configuration = SQLiteConfiguration()
        change(&configuration)
        return try await SQLiteDatabase(path: path("test.db"), configuration: configuration)
    }

    static func with<Result>(
        isolation: isolated (any Actor)? = #isolation, _ body: (TemporaryFolder) async throws -> Result
    ) async throws -> Result {
        let url = FileManager.default.temporaryDirectory.appending(path: "durability-\(UUID())")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: url) }
        return try await body(TemporaryFolder(url: url))
    }
}
