/// A parent whose children have all finished, and what it needs of them to go on.
struct FinishedParent: Sendable {
    let execution: TaskExecution
    /// How it goes on; fails where the executor does not know the task.
    let continuation: Result<ParentContinuation, TaskExecutionError>
    /// All children in their order; of a sequence only the last. Fails where one of them can't be read.
    let children: Result<[TaskExecution], TaskExecutionDecodingError>

    /// Looks the children of all parents up, with one call for those that need all and one for those that need the last.
    static func load(_ parents: [TaskExecution], _ core: ExecutorCore) async throws -> [FinishedParent] {
        let (sequences, others) = parents.partitioned(\.areChildrenSequential)
        let lasts = try await children(of: sequences) { sequences in
            let lookups = sequences.map { TaskExecutionLookup(executionID: $0.latestChild?.executionID ?? "") }
            return try await core.storage.get(lookups).map { $0.map { [$0] } ?? [] }
        }
        let all = try await children(of: others) { others in
            try await core.storage.children(ofExecutions: others.map(\.executionID))
        }
        return zip(sequences + others, lasts + all).map { parent, children in
            FinishedParent(execution: parent, continuation: continuation(of: parent, core), children: children)
        }
    }

    private static func continuation(
        of parent: TaskExecution, _ core: ExecutorCore
    ) -> Result<ParentContinuation, TaskExecutionError> {
        guard let task = core.tasks[parent.taskID] else {
            return .failure(.unknownTask(parent.taskID, executorID: core.executorID))
        }
        return .success(task.continuation)
    }

    /// Where one child can't be read, only its own parent has to do without.
    private static func children(
        of parents: [TaskExecution], look: ([TaskExecution]) async throws -> [[TaskExecution]]
    ) async throws -> [Result<[TaskExecution], TaskExecutionDecodingError>] {
        if parents.isEmpty { return [] }
        do {
            return try await look(parents).map { .success($0) }
        } catch let error as TaskExecutionDecodingError {
            if parents.count == 1 { return [.failure(error)] }
            var results: [Result<[TaskExecution], TaskExecutionDecodingError>] = []
            for parent in parents { results += try await children(of: [parent], look: look) }
            return results
        }
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
