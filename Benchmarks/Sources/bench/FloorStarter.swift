internal import CFloor
internal import DurableExecutionStorage
internal import SQLiteDriver
internal import TypedSQL

/// Starts executions on SQLite's C API, one after the other, on the thread of whoever asks.
final class FloorStarter {
    private let starter: OpaquePointer
    private let workload: FloorExecutions

    /// - Parameter path: A database without the table.
    init(_ workload: Workload, _ path: String) async throws {
        try await FloorLifecycle.makeTable(.lean, path)
        self.workload = FloorExecutions(workload)
        starter = floor_starter_open(path)
    }

    deinit {
        floor_starter_close(starter)
    }

    /// - Returns: How long it took from before the insert until the execution was claimed.
    func start(_ number: Int) throws -> Duration {
        var execution = workload.executions[number]
        let begin = ProcessTimes.monotonicNanoseconds
        let failure = floor_starter_start(starter, &execution)
        let end = ProcessTimes.monotonicNanoseconds
        if let failure { throw FloorLifecycle.Failure(description: String(cString: failure)) }
        return .nanoseconds(end - begin)
    }
}
