/// The life of a run.
extension ExecutorCore {
    /// Runs what was claimed, and for which places were taken.
    func start(_ executions: [TaskExecution]) {
        let (now, uptime) = (clock.now, clock.uptime)
        let runs = executions.map { Run($0, atUptime: uptime) }
        add(runs)
        for run in runs {
            metrics?[run.execution.taskID].claimed(afterMs: now.subtractingClamped(run.execution.startAt))
            guard let task = tasks[run.execution.taskID] else {
                returned(run, .failure(TaskExecutionError.unknownTask(run.execution.taskID, executorID: executorID)))
                continue
            }
            start(run, on: work.threads(of: task)) { [payloads] context in
                let input = try refusingRetries {
                    try payloads.open(run.execution.input, for: run.execution.payload(.input))
                }
                return try await task.run(input, context)
            }
        }
    }

    /// Runs a finalize function, for which a place was taken.
    func start(
        _ run: Run, _ finalize: @escaping ParentContinuation.Finalize, of children: [FinishedChild]
    ) {
        add([run])
        let bytes = children.reduce(0) { $0 + $1.outputBytes }
        childMemory.hold(bytes)
        start(run, on: work.threads(of: tasks[run.execution.taskID])) { [payloads, childMemory, signals] context in
            defer { if childMemory.release(bytes) { signals.parents.send() } }
            let runOutput = try payloads.open(run.execution.runOutput, for: run.execution.payload(.runOutput))
            return .output(try await finalize(runOutput, children, context, payloads))
        }
    }

    private func add(_ runs: [Run]) {
        // Claimed again by this very executor: its lease had run out, or the end of the earlier run is just being noted.
        for replaced in self.runs.insert(runs) {
            lose(replaced, .takenOver)
            noteTakeover(of: replaced)
        }
        deadlines.insert(runs)
        if let first = runs.map(\.deadline).min() { timer.send(signals.timeouts, atUptime: first) }
        metrics?.runsAreActive(self.runs.count)
    }

    private func start(
        _ run: Run, on threads: DedicatedThreads?,
        _ body: @escaping @Sendable (TaskContext) async throws -> TaskBodyResult
    ) {
        run.attach(
            Task(executorPreference: threads) { [self] in
                let observation = RunObservation(of: run, self)
                await observation.asCurrentSpan {
                    do {
                        let result = try await body(TaskContext(run, self))
                        observation.end(nil)
                        returned(run, .success(result))
                    } catch {
                        observation.end(error)
                        returned(run, .failure(error))
                    }
                }
            }
        )
    }

    private func returned(_ run: Run, _ result: Result<TaskBodyResult, any Error>) {
        let bodyReturn = run.bodyReturned()
        runs.bodyReturned()
        if bodyReturn.freesPlace { freePlace() }
        defer {
            signals.drained.send()
            runHasEnded()
        }
        guard bodyReturn.decidesEnd else { return }
        switch result {
        case .success(.output(let output)):
            end(run, .output(output))
        case .success(.children(let runOutput, let children)):
            end(run, outcome(of: run, runOutput: runOutput, children))
        case .failure where bodyReturn.cancellationReason == .shuttingDown:
            end(run, .givenBack)
        case .failure(let error):
            end(run, .error(TaskExecutionError(thrownByBody: error)))
        }
    }

    private func outcome(of run: Run, runOutput: String, _ children: [ChildTask]) -> RunOutcome {
        do throws(DurableExecutionError) {
            return .children(
                runOutput: runOutput, try newChildren(children, of: run.execution),
                toCome: tasks[run.execution.taskID]?.stepsToCome ?? []
            )
        } catch {
            return .error(TaskExecutionError(message: error.message, isRetryable: false, isInternal: true))
        }
    }

    /// Ends a run whose time is over; its body may go on, but its result is ignored. If another end is decided and the
    /// storage does not take it, the timeout takes its place.
    func timeOut(_ run: Run) {
        guard run.beginEnding() else {
            if writes.hurry(run, atUptime: clock.uptime) { signals.writes.send() }
            return
        }
        run.cancelBody(.timedOut)
        end(run, .error(.timedOut(run)))
    }

    /// Gives back a run that has not ended.
    func giveBack(_ run: Run) {
        guard run.beginEnding() else { return }
        end(run, .givenBack)
    }

    /// Forgets a run that is no longer this executor's, and cancels its body.
    func lose(_ run: Run, _ reason: TaskCancellationReason) {
        run.cancelBody(reason)
        settle(run)
    }

    private func end(_ run: Run, _ outcome: RunOutcome) {
        write(ExecutionWrite(purpose: .end(run), request: request(ending: run, outcome)))
    }

    /// What is stored of a run's end, for as long as the run has a say about it.
    func request(ending run: Run, _ outcome: RunOutcome) -> TaskExecutionUpdateRequest {
        let outcome = sealed(outcome, for: run.execution)
        let update: TaskExecutionUpdate
        var children: [TaskExecution] = []
        switch run.phase {
        case .body:
            update = outcome.update(of: run.execution, at: clock.now, random: random)
            if case .children(_, let new, _) = outcome { children = new }
        case .finalize:
            update = outcome.update(ofFinalizing: run.execution, at: clock.now)
        }
        var fence = fence(of: run)
        switch run.phase {
        // This executor may have lost the run and claimed the execution again since.
        case .body: fence.startedAt = run.execution.startedAt
        // A parent may have one finalize, whoever's is stored first.
        case .finalize: fence.executorID = nil
        }
        return TaskExecutionUpdateRequest(
            executionID: run.execution.executionID, requirements: fence, update: update, children: children
        )
    }

    /// The renewal of a run's lease.
    func renewal(of run: Run, at now: Int64) -> TaskExecutionUpdateRequest {
        var update = TaskExecutionUpdate(updatedAt: now)
        let expiresAt = now.addingClamped(leaseMs)
        switch run.phase {
        case .body: update.expiresAt = .set(expiresAt)
        case .finalize: update.childrenFinishedProcessingExpiresAt = .set(expiresAt)
        }
        // One row that somebody's open transaction has locked must not hold up the renewals of the others.
        return TaskExecutionUpdateRequest(
            executionID: run.execution.executionID, requirements: fence(of: run), update: update, skipsLocked: true
        )
    }

    /// Only while the run is this executor's.
    func fence(of run: Run) -> TaskExecutionRequirements {
        switch run.phase {
        case .body: runningHere
        case .finalize: TaskExecutionRequirements(status: .waitingForChildren, executorID: executorID)
        }
    }

    func settle(_ run: Run) {
        guard let isNothingLeft = run.settle() else { return }
        runs.remove(run)
        metrics?.runsAreActive(runs.count)
        if isNothingLeft { freePlace() } else { signals.drained.send() }
        runHasEnded()
    }

    private func freePlace() {
        runs.giveBackPlaces(1)
        signals.drained.send()
    }
}

extension TaskExecutionError {
    static func unknownTask(_ taskID: String, executorID: String) -> TaskExecutionError {
        TaskExecutionError(
            kind: .notFound, message: "the executor \(executorID) has no task with the id “\(taskID)”",
            isRetryable: false, isInternal: true
        )
    }
}
