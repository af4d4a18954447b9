internal import ArgumentParser
internal import DurableExecutionStorage
internal import Foundation
internal import SQLiteDriver
internal import TypedSQL

struct IdleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "idle",
        abstract: "The part of a core that an executor with nothing to do uses, on an SQLite file."
    )

    @Option(help: "For how many seconds it does nothing.")
    var seconds = 20

    @Flag(help: "Print one JSON object instead of a line.")
    var json = false

    func run() async throws {
        try await TemporaryFolder.with { folder in
            let database = try await SQLiteDatabase(path: folder.appending(path: "tasks.db").path)
            let storage = SQLTaskExecutionsStorage(database)
            try await storage.migrate()
            let executor = try DurableExecutor(storage: storage)
            try await executor.start()
            // What starting costs is none of it.
            try await Task.sleep(for: .seconds(1))
            let (cpu, start) = (ProcessTimes.cpuSeconds, ContinuousClock.now)
            try await Task.sleep(for: .seconds(seconds))
            let share = (ProcessTimes.cpuSeconds - cpu) / ((ContinuousClock.now - start) / .seconds(1))
            await executor.shutdown()
            await database.close()
            print(
                json
                    ? #"{"cpuShare":\#(share),"scenario":"idle","seconds":\#(seconds)}"#
                    : String(format: "an idle executor used %.2f %% of a core for %d s", share * 100, seconds)
            )
        }
    }
}
