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

    /// The task has to be known under its id and with its types.
    func check<Input, Output>(_ task: DurableTask<Input, Output>) throws(DurableExecutionError) {
        guard let known = self[task.id] else {
            throw DurableExecutionError(
                .taskNotRegistered,
                "this executor has no task with the id “\(task.id)”; register the task with it first"
            )
        }
        guard known.inputType == ObjectIdentifier(Input.self), known.outputType == ObjectIdentifier(Output.self) else {
            throw DurableExecutionError(
                .taskNotRegistered,
                """
                this executor has another task with the id “\(task.id)”, not one from \(Input.self) to \(Output.self); \
                use the one that is registered, or give this one an id of its own
                """
            )
        }
    }
}
