internal import CPostgreSQLFloor
internal import DurableExecutionStorage
internal import Foundation
internal import TypedSQL

/// The lifecycle on libpq in C.
final class PostgreSQLFloorLifecycle {
    private let floor: OpaquePointer
    private let executions: [postgresql_floor_execution]
    private var texts: [UnsafeMutablePointer<CChar>?] = []

    init(_ workload: Workload, _ batch: Int, _ connectionString: String, schema: String) throws {
        var texts: [UnsafeMutablePointer<CChar>?] = []
        func copy(_ text: String) -> UnsafePointer<CChar>? {
            texts.append(strdup(text))
            return UnsafePointer(texts[texts.count - 1])
        }
        executions = zip(workload.executions, workload.outputs).map { execution, output in
            postgresql_floor_execution(
                execution_id: copy(execution.executionID), task_id: copy(execution.taskID),
                input: copy(execution.input), output: copy(output), start_at: execution.startAt
            )
        }
        floor = postgresql_floor_open(connectionString, schema, Int32(batch))
        self.texts = texts
        try throwFailure()
    }

    deinit {
        postgresql_floor_close(floor)
        for text in texts { free(text) }
    }

    /// Runs a phase and says how many executions it handled.
    func run(_ phase: Int) throws -> Int {
        let count = postgresql_floor_run(floor, Int32(phase), executions, Int32(executions.count))
        try throwFailure()
        return Int(count)
    }

    private func throwFailure() throws {
        let failure = postgresql_floor_failure(floor).map { String(cString: $0) } ?? ""
        if !failure.isEmpty { throw FloorLifecycle.Failure(description: failure) }
    }
}
