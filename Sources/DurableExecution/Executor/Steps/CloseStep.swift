/// Closes finished executions: tells the parent of a finalize child, and cancels the unfinished children of one that ended
/// without an output. What is done twice, because an executor died half-way, has no effect the second time.
struct CloseStep: LoopStep {
    let name = "closing"
    let core: ExecutorCore

    func round() async throws -> NextRound {
        let now = core.clock.now
        let limit = core.configuration.batchSize
        var update = TaskExecutionUpdate(toCloseStatus: .closing, at: now)
        update.closeExpiresAt = .set(now.addingClamped(core.leaseMs))
        let selected = try await core.storage.updateAndReturn(.closing(.ready), limit: limit, update: update)
        let count = selected.executions.count + selected.undecodable.count
        if count > 0 {
            try await tellParents(of: selected.finalizeChildren)
            try await cancelChildren(of: selected.executions.filter(\.mayHaveUnfinishedChildren))
            try await close(selected)
        }
        return count >= limit ? .atOnce : .after(core.pollMs)
    }

    private func close(_ selected: SelectedTaskExecutions) async throws {
        let closed = TaskExecutionUpdate(toCloseStatus: .closed, at: core.clock.now)
        let isFinished = TaskExecutionRequirements(isFinished: true)
        var requests = selected.executions.map {
            TaskExecutionUpdateRequest(executionID: $0.executionID, requirements: isFinished, update: closed)
        }
        // What can't be read may not say that it is finished, and would come back once a lease.
        requests += selected.undecodable.compactMap(\.executionID).map {
            TaskExecutionUpdateRequest(executionID: $0, update: closed)
        }
        try await core.updateSkippingRefused(requests)
    }

    private func tellParents(of finalizeChildren: [FinalizeChild]) async throws {
        if finalizeChildren.isEmpty { return }
        let isWaiting = TaskExecutionRequirements(status: .waitingForFinalize)
        let parents = try await core.storage.get(
            finalizeChildren.map { TaskExecutionLookup(executionID: $0.parentExecutionID, requirements: isWaiting) }
        )
        let now = core.clock.now
        let ends = zip(finalizeChildren, parents).compactMap { child, parent in
            parent.map { parent in
                let result = child.execution.flatMap { core.result(of: $0, for: parent) }
                let update = TaskExecutionUpdate(finalizing: parent, with: result, at: now)
                return (parent: parent, update: update)
            }
        }
        var refused: [(parent: TaskExecution, update: TaskExecutionUpdate)] = []
        try await core.update(ends.map { request(of: $0, isWaiting) }) { position, result in
            let end = ends[position]
            switch result {
            case .success(let wasStored):
                if wasStored { core.finished(end.parent, end.update) }
            case .failure(let error):
                let failure = TaskExecutionError(refused: error)
                refused.append(
                    (end.parent, TaskExecutionUpdate(finalizing: end.parent, with: .failure(failure), at: now)))
            }
        }
        let wereStored = try await core.updateSkippingRefused(refused.map { request(of: $0, isWaiting) })
        for (end, wasStored) in zip(refused, wereStored) where wasStored { core.finished(end.parent, end.update) }
    }

    private func request(
        of end: (parent: TaskExecution, update: TaskExecutionUpdate), _ requirements: TaskExecutionRequirements
    ) -> TaskExecutionUpdateRequest {
        TaskExecutionUpdateRequest(
            executionID: end.parent.executionID, requirements: requirements, update: end.update
        )
    }

    private func cancelChildren(of parents: [TaskExecution]) async throws {
        if parents.isEmpty { return }
        var update = TaskExecutionUpdate(to: .cancelled, at: core.clock.now)
        update.error = .set(
            TaskExecutionError(
                kind: .cancelled, message: "the execution's parent ended before it", isRetryable: false
            )
        )
        update.needsCancellation = true
        var updateOfFinalize = update
        updateOfFinalize.setCloseStatus(.ready, at: core.clock.now)
        let finalizeRequests = parents.compactMap(\.finalize).map {
            TaskExecutionUpdateRequest(
                executionID: $0.executionID, requirements: TaskExecutionRequirements(isFinished: false),
                update: updateOfFinalize
            )
        }
        try await core.updateSkippingRefused(finalizeRequests)
        try await core.storage.updateChildren(
            parents.map {
                ChildTaskExecutionsUpdateRequest(
                    parentExecutionID: $0.executionID, isFinished: false, update: update
                )
            }
        )
        lookUp(parents.flatMap { ($0.children ?? []) + [$0.finalize].compactMap(\.self) })
        core.signals.cancellations.send()
        core.signals.closePreparation.send()
        if !finalizeRequests.isEmpty { core.signals.closing.send() }
    }

    /// Those who wait here for a child that was cancelled shall not have to wait for the next poll.
    private func lookUp(_ children: [TaskExecutionReference]) {
        let held = core.completions.held(children.lazy.map(\.executionID))
        if held.isEmpty { return }
        core.watched.insertUnseen(held)
        core.signals.completions.send()
    }
}

/// The child that gives a parent its output.
private struct FinalizeChild {
    let parentExecutionID: String
    /// The error of one that can't be read.
    let execution: Result<TaskExecution, TaskExecutionError>

    init?(_ parent: ParentTaskExecutionReference?, _ execution: Result<TaskExecution, TaskExecutionError>) {
        guard let parent, parent.isFinalizeOfParent else { return nil }
        parentExecutionID = parent.executionID
        self.execution = execution
    }
}

extension SelectedTaskExecutions {
    fileprivate var finalizeChildren: [FinalizeChild] {
        executions.compactMap { FinalizeChild($0.parent, .success($0)) }
            + undecodable.compactMap {
                FinalizeChild($0.parent, .failure(TaskExecutionError(unreadable: $0)))
            }
    }
}

extension TaskExecution {
    fileprivate var mayHaveUnfinishedChildren: Bool {
        status.isErrored && (children?.isEmpty == false || finalize != nil)
    }
}
