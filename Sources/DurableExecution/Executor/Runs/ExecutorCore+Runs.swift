import Logging

/// The life of a run.
extension ExecutorCore {
    /// Runs what was claimed.
    func start(_ executions: [TaskExecution], at now: Int64) {
        let runs = executions.map { Run($0, at: now) }
        // Claimed again by this very executor: its lease had run out, or the end of the earlier run is just being noted.
        for replaced in self.runs.insert(runs) { lose(replaced) }
        deadlines.insert(runs)
        if let first = runs.map(\.deadline).min() { timer.send(signals.timeouts, at: first) }
        for run in runs { start(run) }
    }

    private func start(_ run: Run) {
        let execution = run.execution
        guard let task = tasks[execution.taskId] else {
            let error = TaskExecutionError(
                kind: .notFound,
                message: "the executor \(executorId) has no task with the id “\(execution.taskId)”",
                isRetryable: false, isInternal: true
            )
            return bodyReturned(run, .failure(error))
        }
        run.attach(
            Task {
                let context = TaskContext(execution, executorId: executorId, logger: logger)
                do {
                    bodyReturned(run, .success(try await task.run(execution.input, context)))
                } catch {
                    bodyReturned(run, .failure(error))
                }
            }
        )
    }

    private func bodyReturned(_ run: Run, _ result: Result<TaskBodyResult, any Error>) {
        let bodyReturn = run.bodyReturned()
        if bodyReturn.freesPlace { freePlace() }
        guard bodyReturn.decidesEnd else { return }
        switch result {
        case .success(.output(let output)):
            end(run, .output(output))
        case .failure where bodyReturn.cancellationReason == .shutdown:
            end(run, .givenBack)
        case .failure(let error):
            end(run, .error(TaskExecutionError(thrownByBody: error)))
        }
    }

    /// Ends a run whose time is over; its body may go on, but has no say any more.
    func timeOut(_ run: Run) {
        guard run.beginEnding() else { return }
        run.cancelBody(.timeout)
        let message = "the task's body ran longer than its timeout of \(run.execution.timeoutMs) ms"
        end(run, .error(TaskExecutionError(kind: .timedOut, message: message)))
    }

    /// Makes a run that has not ended `ready` again.
    func giveBack(_ run: Run) {
        guard run.beginEnding() else { return }
        end(run, .givenBack)
    }

    /// Forgets a run that is no longer this executor's, and cancels its body.
    func lose(_ run: Run) {
        run.cancelBody(.lost)
        settle(run)
    }

    private func end(_ run: Run, _ outcome: RunOutcome) {
        let update = outcome.update(of: run.execution, at: clock.now)
        var fence = runningHere
        // This executor may have lost the run and claimed the execution again since.
        fence.startedAt = run.execution.startedAt
        let request = TaskExecutionUpdateRequest(
            executionId: run.execution.executionId, filters: fence, update: update
        )
        writes.append(RunWrite(run: run, purpose: .end, request: request))
        signals.runWrites.send()
    }

    /// A run's end is stored, or was refused because the run was not this executor's any more.
    func ended(_ run: Run, _ update: TaskExecutionUpdate, wasStored: Bool) {
        settle(run)
        guard wasStored else {
            logger.debug(
                "the end of a run was dropped because the execution has been cancelled or taken over",
                metadata: ["execution_id": .string(run.execution.executionId)]
            )
            return
        }
        guard update.isFinished == true else { return claim(at: update.startAt ?? run.execution.startAt) }
        finished(run.execution, update)
    }

    /// An execution finished by this update.
    func finished(_ execution: TaskExecution, _ update: TaskExecutionUpdate) {
        completions.finish(execution.executionId) {
            var finished = execution
            finished.apply(update)
            return finished
        }
        switch update.closeStatus {
        case nil, .idle: signals.closePreparation.send()
        case .ready: signals.closing.send()
        case .closing, .closed: break
        }
    }

    private func settle(_ run: Run) {
        guard let isNothingLeft = run.settle() else { return }
        runs.remove(run)
        if isNothingLeft { freePlace() } else { signals.drained.send() }
    }

    private func freePlace() {
        if runs.freePlace() { signals.claim.send() }
        signals.drained.send()
    }
}
