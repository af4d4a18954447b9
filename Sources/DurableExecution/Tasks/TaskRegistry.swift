import Synchronization

/// The tasks that an executor knows, by their ids.
final class TaskRegistry: Sendable {
    private let tasks = Mutex<[String: RegisteredTask]>([:])

    func register(_ task: RegisteredTask, id: String) throws(DurableExecutionError) {
        try TaskId.validate(id)
        try task.options.validate(taskId: id)
        let isNew = tasks.withLock { tasks in
            guard tasks[id] == nil else { return false }
            tasks[id] = task
            return true
        }
        guard isNew else {
            throw DurableExecutionError(
                .taskExists, "this executor has a task with the id “\(id)” already; choose another id")
        }
    }

    subscript(id: String) -> RegisteredTask? {
        tasks.withLock { $0[id] }
    }

    func registered(_ id: String) throws(DurableExecutionError) -> RegisteredTask {
        guard let task = self[id] else {
            throw DurableExecutionError(
                .taskNotRegistered, "this executor has no task with the id “\(id)”; register the task with it first"
            )
        }
        return task
    }
}
