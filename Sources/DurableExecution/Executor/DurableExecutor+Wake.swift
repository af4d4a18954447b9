extension DurableExecutor {
    /// Wakes a sleeping task with an output, which then is the output of its execution
    /// (reference: `wakeupSleepingTaskExecution`). Any executor on the same storage may do so, also one that was not started.
    ///
    /// - Returns: Whether it slept; `false` where it had been woken, cancelled or had timed out before.
    /// - Throws: ``DurableExecutionError`` where no execution of this task has the unique id, the task is not registered
    ///   with this executor, the output can't be encoded or is too large, or the executor was shut down; the storage's errors.
    @discardableResult
    public func wake<Output>(
        _ task: DurableTask<SleepingTaskID, Output>, _ sleepingTaskID: SleepingTaskID, output: Output
    ) async throws -> Bool {
        try await wake(task, outputs: [(sleepingTaskID, output)])[0]
    }

    /// Wakes many sleeping tasks, each with its output, with two calls to the storage; otherwise as ``wake(_:_:output:)``.
    ///
    /// - Returns: For each of them, whether it slept.
    @discardableResult
    public func wake<Output>(
        _ task: DurableTask<SleepingTaskID, Output>, outputs: some Sequence<(SleepingTaskID, Output)>
    ) async throws -> [Bool] {
        let ends = try outputs.map { sleepingTaskID, output in
            SleepEnd(sleepingTaskID, .output(try core.payloads.encodeOutput(output, taskID: task.id)))
        }
        return try await wake(task, ends)
    }

    /// Wakes a sleeping task with an error: its execution ends as `failed`, or, after the kind of the error, as `timedOut`
    /// or `cancelled`. Otherwise as ``wake(_:_:output:)``.
    ///
    /// The error is stored as not retryable: a sleeping task has no other run.
    @discardableResult
    public func wake<Output>(
        _ task: DurableTask<SleepingTaskID, Output>, _ sleepingTaskID: SleepingTaskID, error: TaskExecutionError
    ) async throws -> Bool {
        var error = error
        error.isRetryable = false
        return try await wake(task, [SleepEnd(sleepingTaskID, .error(error))])[0]
    }

    private struct SleepEnd {
        let sleepingTaskID: SleepingTaskID
        let outcome: RunOutcome

        init(_ sleepingTaskID: SleepingTaskID, _ outcome: RunOutcome) {
            self.sleepingTaskID = sleepingTaskID
            self.outcome = outcome
        }
    }

    private func wake<Output>(
        _ task: DurableTask<SleepingTaskID, Output>, _ ends: [SleepEnd]
    ) async throws -> [Bool] {
        try checkNotShutDown()
        _ = try core.tasks.registered(task.signature)
        for end in ends { try end.sleepingTaskID.validate(taskID: task.id) }
        let rows = try await core.storage.get(sleepingTaskUniqueIDs: ends.map(\.sleepingTaskID.value))
        let now = core.clock.now
        var sleepers: [TaskExecution] = []
        var requests: [TaskExecutionUpdateRequest] = []
        for (end, row) in zip(ends, rows) {
            guard let row, row.taskID == task.id else {
                throw DurableExecutionError(
                    .executionNotFound,
                    "the storage has no execution of the task “\(task.id)” with the unique id “\(end.sleepingTaskID)”"
                )
            }
            sleepers.append(row)
            requests.append(
                TaskExecutionUpdateRequest(
                    executionID: row.executionID,
                    requirements: TaskExecutionRequirements(isSleepingTask: true, status: .running),
                    update: try core.payloads.seal(end.outcome, for: row).update(of: row, at: now, random: core.random)
                )
            )
        }
        let wereAsleep = try await core.storage.update(requests)
        for ((sleeper, request), wasAsleep) in zip(zip(sleepers, requests), wereAsleep) where wasAsleep {
            core.finished(sleeper, request.update)
        }
        return wereAsleep
    }
}
