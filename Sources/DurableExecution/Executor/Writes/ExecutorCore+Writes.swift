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
        case .renewal(let run):
            if wasStored { run.renewed() }
        case .move(let parent):
            if wasStored { stored(update, of: parent, children: write.request.children) }
        }
    }

    /// Finds out why writes were refused: ends the runs whose lease could not be renewed, so that their bodies can be told, and
    /// goes on with the executions whose end a body has stored itself.
    func lookUpRefused(_ writes: [ExecutionWrite]) async {
        let refused = writes.filter { write in
            switch write.purpose {
            case .renewal(let run): !run.isSettled
            case .end(let run): run?.mayHaveStoredEnd == true
            case .move: false
            }
        }
        if refused.isEmpty { return }
        let rows = try? await storage.get(
            refused.map { TaskExecutionLookup(executionID: $0.request.executionID) }
        )
        for (index, write) in refused.enumerated() {
            let row = rows?[index]
            let isFinished = row?.isFinished == true
            if let run = write.renewedRun {
                // A body that has stored its end itself may tidy up in peace.
                if isFinished, row?.status != .cancelled, run.mayHaveStoredEnd {
                    settle(run)
                } else {
                    lose(run, row?.status == .cancelled ? .cancelled : .takenOver)
                    if !isFinished { noteTakeover(of: run) }
                }
            }
            if isFinished, let row {
                if row.status == .completed { metrics?[row.taskID].finished(.completed) }
                finishedElsewhere(row)
            }
        }
    }

    /// An execution is found finished, by a write that was not the executor's own.
    private func finishedElsewhere(_ execution: TaskExecution) {
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
        if update.retryAttempts != nil { metrics?[execution.taskID].retried() }
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
        if let status = update.status { metrics?[execution.taskID].finished(status) }
        wakeClosing(update.closeStatus ?? .idle)
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
        let rows: [TaskExecution?]
        do {
            rows = try await storage.get(lookups)
        } catch {
            self.writes.putBack(writes)
            throw error
        }
        var refused: [ExecutionWrite] = []
        for (write, row) in zip(writes, rows) {
            guard let row, write.request.requirements.matches(row), !row.shows(write.request.update) else {
                let wasStored = row?.shows(write.request.update) ?? false
                written(write, wasStored: wasStored)
                if !wasStored { refused.append(write) }
                continue
            }
            let isRefused = write.request.children.contains { error.names($0) }
            self.write(isRefused ? write.failing(with: error, at: clock.now) : write)
        }
        await lookUpRefused(refused)
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

extension ExecutionWrite {
    /// The end of the execution because a child of it can't be inserted.
    fileprivate func failing(with error: TaskExecutionExistsError, at now: Int64) -> ExecutionWrite {
        let failure = TaskExecutionError(message: error.description, isRetryable: false)
        var request = request
        request.children = []
        switch purpose {
        case .end(let run?):
            request.update = TaskExecutionUpdate(ending: run.execution, as: .failed, at: now)
        case .move(let parent):
            request.update = TaskExecutionUpdate(finalizing: parent, as: .finalizeFailed, at: now)
        case .end(nil), .renewal:
            break
        }
        request.update.error = .set(failure)
        return ExecutionWrite(purpose: purpose, request: request)
    }
}
