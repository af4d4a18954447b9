import Synchronization

/// The tasks that an executor knows, by their ids.
final class TaskRegistry: Sendable {
    private let tasks = Mutex<[String: RegisteredTask]>([:])

    func register(_ task: RegisteredTask) throws(DurableExecutionError) {
        let id = task.signature.id
        try TaskID.validate(id)
        try task.options.validate(taskID: id)
        if let maxIterations = task.maxIterations, maxIterations < 1 {
            throw DurableExecutionError(
                .invalidOption,
                "the options of the task “\(id)” are not valid: maxIterations must be at least 1 and is \(maxIterations)"
            )
        }
        for part in task.parts { _ = try registered(part) }
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
    func registered(_ signature: TaskSignature) throws(DurableExecutionError) -> RegisteredTask {
        guard let known = self[signature.id] else {
            throw DurableExecutionError(
                .taskNotRegistered,
                "this executor has no task with the id “\(signature.id)”; register the task with it first"
            )
        }
        guard known.signature.hasSameTypes(as: signature) else {
            throw DurableExecutionError(
                .taskNotRegistered,
                """
                this executor has another task with the id “\(signature.id)”, not one from \(signature.input) to \
                \(signature.output); use the one that is registered, or give this one an id of its own
                """
            )
        }
        return known
    }
}
