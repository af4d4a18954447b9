internal import ArgumentParser
internal import DurableExecutionStorage
internal import Foundation
internal import PostgreSQLDriver
internal import TypedSQL

/// One of the processes of the PostgreSQL benchmark. It reads a line for each thing to do, answers with a line, and ends with
/// its input.
struct PostgreSQLWorker: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "postgresql-worker", shouldDisplay: false)

    /// What the process does.
    enum Role: String, ExpressibleByArgument {
        /// Carries out the phases of the lifecycle whose numbers it reads, by the storage.
        case storage
        /// The same by libpq in C.
        case floor
        /// Runs tasks.
        case executor
    }

    @Argument var role: Role
    @Argument var connectionString: String
    @Argument var schema: String
    @Option var executions = 0
    @Option var batch = 1
    @Option var index = 0
    @Option var processes = 1

    func run() async throws {
        let workload = Workload(count: executions).share(index, of: processes)
        switch role {
        case .floor:
            let floor = try PostgreSQLFloorLifecycle(workload, batch, connectionString, schema: schema)
            try await answer { try floor.run($0) }
        case .storage:
            let storage = try PostgreSQLServer.storage(connectionString, schema: schema)
            let phases = StorageLifecycle.phases(workload, batch, on: storage)
            // Connects, as the floor has done before the first phase.
            _ = try await storage.get([TaskExecutionLookup(executionID: "none")])
            try await answer { try await phases[$0]() }
            await storage.database.close()
        case .executor:
            let storage = try PostgreSQLServer.storage(connectionString, schema: schema)
            let executor = try DurableExecutor(storage: storage)
            try executor.register(LatencyWorker.task)
            _ = try executor.register(DurableTask(PlainWorkload(count: 0).name) { (input: Int, _) in input })
            try await executor.start()
            try await answer { _ in 0 }
            await executor.shutdown()
            await storage.database.close()
        }
    }

    private func answer(_ work: (Int) async throws -> Int) async throws {
        print("ready", terminator: "\n")
        fflush(nil)
        while let line = readLine(), let phase = Int(line) {
            let start = ContinuousClock.now
            let count = try await work(phase)
            print(count, (ContinuousClock.now - start) / .seconds(1))
            fflush(nil)
        }
    }
}
