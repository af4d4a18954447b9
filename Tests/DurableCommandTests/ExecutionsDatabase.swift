import DurableExecutionStorage
import Foundation
import SQLiteDriver
import TypedSQL

/// A database file with executions, for commands to work on.
struct ExecutionsDatabase {
    let folder: TemporaryFolder
    var path: String { folder.path("tasks.db") }

    /// 2026-01-01T00:00:00Z.
    static let start: Int64 = 1_767_225_600_000

    init(_ executions: [TaskExecution]) async throws {
        folder = try TemporaryFolder()
        try await withStorage { storage in
            try await storage.migrate()
            try await storage.insert(executions)
        }
    }

    func withStorage<Result>(
        _ body: (SQLTaskExecutionsStorage<SQLiteDatabase>) async throws -> Result
    ) async throws -> Result {
        let database = try await SQLiteDatabase(path: path)
        let result = try await body(SQLTaskExecutionsStorage(database))
        await database.close()
        return result
    }

    func execution(_ id: String) async throws -> TaskExecution? {
        try await withStorage { try await $0.get([TaskExecutionLookup(executionID: id)]).first ?? nil }
    }

    func run(_ arguments: String..., columns: Int? = nil) async throws -> DurableCommand {
        try await DurableCommand.run(arguments + ["--database", path], columns: columns)
    }
}

extension DurableCommand {
    /// What `--json` printed, as an object without types.
    func object() throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any] ?? [:]
    }

    func ids(_ key: String = "executions") throws -> [String] {
        (try object()[key] as? [[String: Any]] ?? []).compactMap { $0["executionId"] as? String }
    }
}

extension TaskExecution {
    static func sample(
        _ id: String, task: String = "resize", _ change: (inout TaskExecution) -> Void = { _ in }
    ) -> TaskExecution {
        var execution = TaskExecution(
            taskID: task, executionID: id, timeoutMs: 60_000, input: #"{"photo":"\#(id)"}"#,
            now: ExecutionsDatabase.start
        )
        change(&execution)
        return execution
    }

    /// Ended after 2.5 s, and closed.
    static func finished(
        _ id: String, as status: TaskExecutionStatus = .completed, _ change: (inout TaskExecution) -> Void = { _ in }
    ) -> TaskExecution {
        sample(id) { execution in
            execution.status = status
            execution.isFinished = true
            execution.startedAt = ExecutionsDatabase.start + 1_000
            execution.finishedAt = ExecutionsDatabase.start + 3_500
            execution.closeStatus = .closed
            execution.output = status == .completed ? "5" : nil
            execution.error = status == .completed ? nil : TaskExecutionError(message: "no such photo")
            change(&execution)
        }
    }

    static func child(
        _ id: String, of parent: String, index: Int = 0, isFinalize: Bool = false,
        _ change: (inout TaskExecution) -> Void = { _ in }
    ) -> TaskExecution {
        finished(id) { execution in
            execution.root = TaskExecutionReference(taskID: "resize", executionID: "top")
            execution.parent = ParentTaskExecutionReference(
                taskID: "resize", executionID: parent, indexInParentChildren: index, isFinalizeOfParent: isFinalize
            )
            change(&execution)
        }
    }
}
