extension DurableExecutionError {
    static func notFound(_ executionId: String) -> DurableExecutionError {
        DurableExecutionError(.executionNotFound, "the storage has no execution with the id “\(executionId)”")
    }
}

extension ExecutorCore {
    func execution(_ executionId: String) async throws -> TaskExecution {
        let found = try await storage.get([TaskExecutionLookup(executionId: executionId)]).first ?? nil
        guard let found else { throw DurableExecutionError.notFound(executionId) }
        return found
    }

    func cancel(_ executionId: String) async throws {
        // The execution may change its status between the look and the write, but not for ever.
        for _ in 0..<10 {
            let execution = try await execution(executionId)
            if execution.isFinished { return }
            let requests = cancellations(of: execution, at: clock.now)
            let wereStored = try await storage.update(requests)
            guard let stored = zip(requests, wereStored).first(where: { $1 })?.0 else { continue }
            if let run = runs[executionId] { lose(run, .cancelled) }
            return finished(execution, stored.update)
        }
        throw DurableExecutionError(
            .executionConflict,
            "the execution “\(executionId)” could not be cancelled because it kept changing; try again"
        )
    }

    /// For each state that the execution may be in by now; at most one of them finds it.
    private func cancellations(of execution: TaskExecution, at now: Int64) -> [TaskExecutionUpdateRequest] {
        var update = TaskExecutionUpdate(ending: execution, as: .cancelled, at: now)
        update.error = .set(
            TaskExecutionError(kind: .cancelled, message: "the execution was cancelled", isRetryable: false)
        )
        // Whoever runs it elsewhere finds it by this flag and cancels the body.
        var runningElsewhere = update
        runningElsewhere.needsPromiseCancellation = !execution.isSleepingTask
        // It may have got children since.
        var waiting = update
        // A finalize that is running is of no use any more.
        waiting.onChildrenFinishedProcessingExpiresAt = .unset
        if execution.parent?.isFinalizeOfParent != true {
            waiting.closeStatus = nil
            waiting.closedAt = nil
            waiting.closeExpiresAt = .unchanged
        }
        return [
            (TaskExecutionFilters(status: .ready), update),
            (runningHere, update),
            (TaskExecutionFilters(status: .running), runningElsewhere),
            (TaskExecutionFilters(isFinished: false), waiting),
        ].map { TaskExecutionUpdateRequest(executionId: execution.executionId, filters: $0, update: $1) }
    }
}
