internal import CFloor
internal import DurableExecutionStorage
internal import Foundation
internal import SQLiteDriver

/// The lifecycle on SQLite's C API.
struct FloorLifecycle {
    let indexes: TaskExecutionsIndexProfile

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    func run(_ workload: Workload, _ batch: Int, _ path: String) async throws -> PhaseTimes {
        let database = try await SQLiteDatabase(path: path)
        try await SQLTaskExecutionsStorage(database, table: TaskExecutionsTable(indexes: indexes)).migrate()
        await database.close()

        var texts: [UnsafeMutablePointer<CChar>?] = []
        defer { for text in texts { free(text) } }
        func copy(_ text: String) -> UnsafePointer<CChar>? {
            texts.append(strdup(text))
            return UnsafePointer(texts[texts.count - 1])
        }
        let executions = zip(workload.executions, workload.outputs).map { execution, output in
            floor_execution(
                execution_id: copy(execution.executionId), task_id: copy(execution.taskId),
                input: copy(execution.input), output: copy(output), start_at: execution.startAt
            )
        }
        var seconds = [Double](repeating: 0, count: 6)
        if let failure = floor_lifecycle(path, executions, Int32(executions.count), Int32(batch), &seconds) {
            throw Failure(description: String(cString: failure))
        }
        return PhaseTimes(seconds)
    }
}
