import DurableExecutionStorage
import TypedSQL

/// The operations of a storage that change something, each in a call that changes many rows of ``SampleRows``.
enum StorageCall: CaseIterable {
    case insert, insertMany, updateOne, updateMany, updateWithChildren, updateAndReturn, updateAndCount
    case updateAndDecrementParents, updateChildren

    func perform(on storage: some TaskExecutionsStorage) async throws {
        var change = TaskExecutionUpdate(updatedAt: 77)
        change.closeStatus = .ready
        switch self {
        case .insert: try await storage.insert([SampleRows.row("new")])
        case .insertMany: try await storage.insert((0..<250).map { SampleRows.row("new \($0)") })
        case .updateOne: try await storage.update([TaskExecutionUpdateRequest(executionID: "0", update: change)])
        case .updateMany:
            let requests = (0..<60).map { number in
                var update = change
                update.output = String(repeating: "\(number)", count: 300)
                return TaskExecutionUpdateRequest(executionID: "\(number)", update: update)
            }
            try await storage.update(requests)
        case .updateWithChildren:
            let children = (0..<40).map { SampleRows.row("child \($0)", parent: "0") }
            try await storage.update([
                TaskExecutionUpdateRequest(executionID: "0", update: change, children: children)
            ])
        case .updateAndReturn:
            let selector = TaskExecutionSelector.startable(status: .ready, startAtLessThan: 1_000)
            _ = try await storage.updateAndReturn(selector, limit: 50, update: change)
        case .updateAndCount:
            _ = try await storage.updateAndCount(.closing(.idle), limit: 50, update: change)
        case .updateAndDecrementParents:
            let selector = TaskExecutionSelector.finished(false, closeStatus: .idle)
            _ = try await storage.updateAndDecrementParents(selector, limit: 50, update: change)
        case .updateChildren:
            try await storage.updateChildren([
                ChildTaskExecutionsUpdateRequest(parentExecutionID: "0", isFinished: false, update: change),
                ChildTaskExecutionsUpdateRequest(parentExecutionID: "1", isFinished: false, update: change),
            ])
        }
    }
}

/// 60 executions, two of them with children.
enum SampleRows {
    static let all = (0..<60).map { number in row("\(number)", parent: number < 20 ? nil : "\(number % 2)") }

    static func row(_ id: String, parent: String? = nil) -> TaskExecution {
        let root = parent.map { TaskExecutionReference(taskID: "task", executionID: $0) }
        let place = parent.map {
            ParentTaskExecutionReference(taskID: "task", executionID: $0)
        }
        return TaskExecution(
            root: root, parent: place, taskID: "task", executionID: id, timeoutMs: 1_000,
            input: String(repeating: "input ", count: 50), now: 1
        )
    }
}
