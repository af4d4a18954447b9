import ArgumentParser
import SQLiteDriver
import TaskExecutionsSchema

/// Which database a command works on.
struct DatabaseOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The path of the SQLite database; required.", valueName: "path"))
    var database: String

    /// Opens the database for the time of the body, and closes it whatever happens there.
    func withDatabase<Result>(
        isReadOnly: Bool, _ body: (SQLiteDatabase) async throws -> Result
    ) async throws -> Result {
        var configuration = SQLiteConfiguration()
        configuration.isReadOnly = isReadOnly
        configuration.readers = 1
        let opened = try await SQLiteDatabase(path: path(), configuration: configuration)
        do {
            let result = try await body(opened)
            await opened.close()
            return result
        } catch {
            await opened.close()
            if let error = error as? TaskExecutionsSchemaError { throw CommandFailure("“\(database)”: \(error)") }
            throw error
        }
    }

    private func path() throws -> String {
        guard let scheme = database.firstRange(of: "://").map({ database[..<$0.lowerBound] }) else { return database }
        switch scheme {
        case "postgresql", "postgres":
            throw CommandFailure(
                "PostgreSQL is not supported by this version yet: give the path of an SQLite database with --database",
                status: .usage
            )
        default:
            throw CommandFailure(
                "databases of “\(scheme)://” are not supported: give the path of an SQLite database with --database",
                status: .usage
            )
        }
    }
}
