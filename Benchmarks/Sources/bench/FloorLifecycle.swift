internal import CFloor
internal import DurableExecutionStorage
internal import SQLiteDriver
internal import TypedSQL

/// The lifecycle on SQLite's C API.
struct FloorLifecycle {
    let indexes: TaskExecutionsIndexProfile

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    func run(_ workload: Workload, _ batch: Int, _ path: String) async throws -> PhaseTimes {
        try await Self.makeTable(indexes, path)
        let workload = FloorExecutions(workload)
        var seconds = [Double](repeating: 0, count: 6)
        let failure = withExtendedLifetime(workload) {
            floor_lifecycle(path, workload.executions, Int32(workload.executions.count), Int32(batch), &seconds)
        }
        if let failure { throw Failure(description: String(cString: failure)) }
        return PhaseTimes(seconds)
    }

    static func makeTable(_ indexes: TaskExecutionsIndexProfile, _ path: String) async throws {
        let database = try await SQLiteDatabase(path: path)
        try await SQLTaskExecutionsStorage(database, table: TaskExecutionsTable(indexes: indexes)).migrate()
        await database.close()
    }
}
