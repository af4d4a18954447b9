import DurableExecutionStorage
import Foundation
import SQLiteDriver

/// A process for tests to kill, or to let loose on a file together with others.
///
///     DurabilityWorker work <database> <acknowledgements> [<crash point>]
///         enqueues and runs until it is killed, and appends a line to a file for each call that has returned
///     DurabilityWorker finish <database>
///         runs until everything has ended
///     DurabilityWorker write <database> <count>
///     DurabilityWorker read <database> <count>
///         writes, or reads, so often, and says on standard output how long the longest took
@main
struct DurabilityWorker {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let command = arguments.first, let location = arguments.dropFirst().first.flatMap(DatabaseLocation.init)
        else {
            throw WorkerError("a command and a database are needed")
        }
        switch location {
        case .sqlite(let path, let configuration):
            let crashPoint = try arguments.dropFirst(3).first.map(CrashPoint.init)
            // A point inside of SQLite has to be known before a connection is opened.
            let storagePoint = try crashPoint?.armed(below: path)
            let database = try await SQLiteDatabase(path: path, configuration: configuration)
            try await run(command, arguments.dropFirst(2), on: database, crashingAt: storagePoint)
            await database.close()
        }
    }

    private static func run(
        _ command: String, _ arguments: ArraySlice<String>, on database: some SQLDatabase,
        crashingAt point: StorageCrashPoint?
    ) async throws {
        let storage = SQLTaskExecutionsStorage(database)
        switch (command, arguments.first) {
        case ("work", let file?):
            try await Work(storage, crashingAt: point, acknowledgements: Acknowledgements(file)).run()
        case ("finish", _): try await Work(storage, crashingAt: nil, acknowledgements: nil).finish()
        case ("write", let count?): try await Contender(storage).write(count: Int(count) ?? 0)
        case ("read", let count?): try await Contender(storage).read(count: Int(count) ?? 0)
        default: throw WorkerError("“\(command)” is no command, or lacks an argument")
        }
    }
}

struct WorkerError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
