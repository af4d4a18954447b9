import Logging

/// What follows from a write.
extension ExecutorCore {
    func write(_ write: ExecutionWrite) {
        writes.append(write)
        signals.writes.send()
    }

    func written(_ write: ExecutionWrite, wasStored: Bool) {
        let update = write.request.update
        switch write.purpose {
        case .end(let run?):
            settle(run)
            if wasStored { stored(update, of: run.execution, children: write.request.children) } else { dropped(run) }
        case .end(nil):
            if wasStored { wakeClosing(update.closeStatus ?? .idle) }
        case .move(let parent):
            if wasStored { stored(update, of: parent, children: write.request.children) }
        }
    }

    /// Goes on with the executions whose end was not stored because their body had stored it itself.
    func lookUpNotStored(_ writes: [ExecutionWrite]) async {
        let runs = writes.compactMap(\.run).filter(\.mayHaveStoredEnd)
        for (_, row) in await rows(of: runs) {
            if let row, row.isFinished { finishedElsewhere(row) }
        }
    }

    /// Finds out why the leases of runs could not be renewed, and ends those runs, so that their bodies can be told. A run
    /// that is ending learns it from the write of its end.
    func lookUpNotRenewed(_ runs: [Run]) async {
        for (run, row) in await rows(of: runs.filter(\.isActive)) where run.isActive {
            // Somebody's transaction has the row locked, and nobody else can take it over either.
            if let row, fence(of: run).matches(row) { continue }
            // A body that has stored its end itself may tidy up in peace.
            if row?.isFinished == true, row?.status != .cancelled, run.mayHaveStoredEnd {
                settle(run)
            } else {
                lose(run, row?.status == .cancelled ? .cancelled : .takenOver)
                if row?.isFinished != true { noteTakeover(of: run) }
            }
            if let row, row.isFinished { finishedElsewhere(row) }
        }
    }

    /// Nothing if the storage does not answer: then nothing is known about the runs, and the next round asks again.
    private func rows(of runs: [Run]) async -> [(Run, TaskExecution?)] {
        if runs.isEmpty { return [] }
        let lookups = runs.map { TaskExecutionLookup(executionID: $0.execution.executionID) }
        guard let rows = try? await storage.get(lookups) else { return [] }
        return Array(zip(runs, rows))
    }

    /// An execution is found finished, by a write that was not the executor's own.
    private func finishedElsewhere(_ execution: TaskExecution) {
        if execution.status == .completed { metrics?[execution.taskID].finished(.completed) }
        completions.finish(execution.executionID) { execution }
        wakeClosing(execution.closeStatus)
    }

    private func dropped(_ run: Run) {
        noteTakeover(of: run)
        logger.debug(
            "the end of a run was dropped because the execution has been cancelled or taken over",
            metadata: ["execution_id": .string(run.execution.executionID)]
        )
    }

    /// Wakes whoever has to go on with an execution that was changed like this.
    private func stored(_ update: TaskExecutionUpdate, of execution: TaskExecution, children: [TaskExecution]) {
        if update.isFinished == true { return finished(execution, update) }
        inserted(children)
        if update.retryAttempts != nil {
            metrics?[execution.taskID].retried()
            logRetry(of: execution, update)
        }
        if update.status == .ready { claim(at: update.startAt ?? execution.startAt) }
        if update.status == .waitingForChildren, children.isEmpty { signals.parents.send() }
        if update.status == nil, update.childrenFinishedProcessingStatus == .idle, children.isEmpty {
            signals.parents.send()
        }
    }

    /// An execution finished by this update.
    func finished(_ execution: TaskExecution, _ update: TaskExecutionUpdate) {
        completions.finish(execution.executionID) {
            var finished = execution
            finished.apply(update)
            return finished
        }
        if let status = update.status {
            metrics?[execution.taskID].finished(status)
            if status.isErrored, status != .cancelled { logFailure(of: execution, update) }
        }
        wakeClosing(update.closeStatus ?? .idle)
    }

    func logFailure(of execution: TaskExecution, _ update: TaskExecutionUpdate) {
        guard case .set(let error) = update.error, let status = update.status else { return }
        logger.warning(
            "an execution has failed",
            metadata: [
                "task": .string(execution.taskID), "execution_id": .string(execution.executionID),
                "attempt": .stringConvertible(execution.retryAttempts), "status": .string(status.rawValue),
                "error": "\(error)",
            ]
        )
    }

    private func logRetry(of execution: TaskExecution, _ update: TaskExecutionUpdate) {
        guard case .set(let error) = update.error else { return }
        logger.info(
            "a run has failed and is tried again",
            metadata: [
                "task": .string(execution.taskID), "execution_id": .string(execution.executionID),
                "attempt": .stringConvertible(execution.retryAttempts), "error": "\(error)",
            ]
        )
    }

    private func wakeClosing(_ status: TaskExecutionCloseStatus) {
        switch status {
        case .idle: signals.closePreparation.send()
        case .ready: signals.closing.send()
        case .closing, .closed: break
        }
    }

    /// Sees to it that new executions are run, or time out, when their time comes.
    func inserted(_ executions: [TaskExecution]) {
        metrics?.enqueued(executions)
        var startTimes: Set<Int64> = []
        for execution in executions {
            if execution.isSleepingTask {
                if let time = execution.expiresAt { timeOutSleeper(at: time) }
            } else if startTimes.insert(execution.startAt).inserted {
                claim(at: execution.startAt)
            }
        }
    }

    /// One of the writes would have inserted a child whose id is taken; the storage carried out the others, but could not say
    /// what became of each.
    func resolve(_ error: TaskExecutionExistsError, in writes: [ExecutionWrite]) async throws {
        let lookups = writes.map { TaskExecutionLookup(executionID: $0.request.executionID) }
        let rows = try await storage.get(lookups)
        var refused: [ExecutionWrite] = []
        for (write, row) in zip(writes, rows) {
            guard let row, write.request.requirements.matches(row), !row.shows(write.request.update) else {
                let wasStored = row?.shows(write.request.update) ?? false
                written(write, wasStored: wasStored)
                if !wasStored { refused.append(write) }
                continue
            }
            let isRefused = write.request.children.contains { error.names($0) }
            let failure = TaskExecutionError(message: error.description, isRetryable: false)
            self.write(isRefused ? self.write(write, failingWith: failure) : write)
        }
        await lookUpNotStored(refused)
    }
}

extension TaskExecution {
    /// Whether the update has been carried out.
    fileprivate func shows(_ update: TaskExecutionUpdate) -> Bool {
        var updated = self
        updated.apply(update)
        return updated == self
    }
}

extension TaskExecutionExistsError {
    fileprivate func names(_ child: TaskExecution) -> Bool {
        switch key {
        case .executionID(let id): id == child.executionID
        case .sleepingTaskUniqueID(let id): id == child.sleepingTaskUniqueID
        }
    }
}
