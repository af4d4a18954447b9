internal import ArgumentParser
internal import DurableExecutionStorage
internal import Foundation
internal import SQLiteDriver
internal import TypedSQL

struct ExecutorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "executor",
        abstract: "Tasks that do nothing, from their enqueueing to their results, on one executor and an SQLite file.",
        discussion: """
            nothing: plain tasks. fan-out: 20 parents of 100 children at once. mix: 100 parents of 50 children with \
            finalize, 100 sequences of 4 tasks, 100 loops of 3 iterations.
            """
    )

    @Option(help: "How many plain tasks run.")
    var tasks = 10_000

    @Flag(help: "Print one JSON object instead of a table.")
    var json = false

    func run() async throws {
        let report = ExecutorReport(
            runs: [
                try await measure(PlainWorkload(count: tasks)),
                try await measure(FanOutWorkload()),
                try await measure(MixedWorkload()),
            ]
        )
        print(try report.text(asJSON: json))
    }

    /// Runs a workload on a new executor and a new file.
    private func measure(_ workload: some ExecutorWorkload) async throws -> ExecutorReport.Run {
        try await TemporaryFolder.with { folder in
            let database = try await SQLiteDatabase(path: folder.appending(path: "tasks.db").path)
            let storage = SQLTaskExecutionsStorage(database)
            try await storage.migrate()
            let executor = try DurableExecutor(storage: storage)
            try await executor.start()
            let cpu = ProcessTimes.cpuSeconds
            let start = ContinuousClock.now
            try await workload.run(on: executor)
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            let cpuSeconds = ProcessTimes.cpuSeconds - cpu
            await executor.shutdown()
            let table = storage.table
            let executions = try await database.read { try await $0.first(select(count()).from(table)) } ?? 0
            await database.close()
            return ExecutorReport.Run(
                workload: workload.name, executions: executions, seconds: seconds, cpuSeconds: cpuSeconds
            )
        }
    }
}
