/// A parent whose children have all finished, and what it needs of them to go on.
struct FinishedParent: Sendable {
    let execution: TaskExecution
    /// How it goes on; fails where the executor does not know the task.
    let continuation: Result<ParentContinuation, TaskExecutionError>
    /// All children in their order; of a sequence only the last. Fails where one of them can't be read.
    let children: Result<[TaskExecution], TaskExecutionDecodingError>

    init(_ parent: TaskExecution, _ children: Result<[TaskExecution], TaskExecutionDecodingError>, _ core: ExecutorCore)
    {
        execution = parent
        continuation = Self.continuation(of: parent, core)
        self.children = children
    }

    private static func continuation(
        of parent: TaskExecution, _ core: ExecutorCore
    ) -> Result<ParentContinuation, TaskExecutionError> {
        guard let task = core.tasks[parent.taskID] else {
            return .failure(.unknownTask(parent.taskID, executorID: core.executorID))
        }
        return .success(task.continuation)
    }
}

extension TaskPayloads {
    /// What became of a parent's children together with what its body returned.
    func encodedResult(
        of parent: TaskExecution, _ children: [TaskExecution]
    ) throws(DurableExecutionError) -> String {
        let output = EncodedPayload(try open(parent.runOutput, for: parent.payload(.runOutput)), self)
        let result = ParentResult(output: output, children: children.map { FinishedChild($0, payloads: self) })
        return try encodeCollected(result, taskID: parent.taskID)
    }
}
