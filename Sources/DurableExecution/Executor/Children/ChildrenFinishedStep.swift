import Logging

/// Takes on the parents whose children have all finished, and lets each go on: with the next child of a sequence, a finalize,
/// or its end.
struct ChildrenFinishedStep: LoopStep {
    let name = "parents"
    let core: ExecutorCore

    func round() async throws -> NextRound {
        guard core.childMemory.hasRoom else { return .after(core.pollMs) }
        // Each of them may have a finalize function to run.
        let admission = core.admission(for: .parents)
        if case .closed(let uptime) = admission { return .atUptime(uptime) }
        let most = admission == .one ? 1 : min(core.configuration.batchSize, core.childMemory.parents)
        let places = core.runs.takePlaces(upTo: most, orAwait: core.signals.parents)
        guard places > 0 else { return .atSignal }
        var runs = 0
        defer { core.runs.giveBackPlaces(places - runs) }

        let now = core.clock.now
        var update = TaskExecutionUpdate(toProcessingStatus: .processing, at: now)
        update.childrenFinishedProcessingExpiresAt = .set(now.addingClamped(core.leaseMs))
        // Whoever cancels the parent tells the executor that may be running its finalize function.
        update.executorID = .set(core.executorID)
        let selected = try await core.storage.updateAndReturn(
            .childrenFinished(status: .waitingForChildren, processingStatus: .idle), limit: places, update: update
        )
        setAside(selected.undecodable)
        let (admitted, isSuspect) = await core.isolating(selected.executions, of: .parents, release: release)
        defer {
            if isSuspect {
                core.isolation.suspectBegan(core.runs[admitted[0].executionID], atUptime: core.clock.uptime)
            }
        }
        var pending = PendingParents(admitted, core: core)
        do {
            while core.childMemory.hasRoom, let parents = try await pending.next() {
                for parent in parents where goOn(parent) { runs += 1 }
            }
        } catch {
            giveBack(pending.parents)
            throw error
        }
        // Of those that are left the children have no room in memory yet.
        giveBack(pending.parents)
        core.childMemory.tookOn(admitted.count, wentOn: admitted.count - pending.parents.count)
        if !pending.parents.isEmpty { return .after(core.pollMs) }
        if admitted.count < selected.executions.count { return .atOnce }
        if selected.executions.count + selected.undecodable.count >= places { return .atOnce }
        return .after(core.pollMs)
    }

    /// Gives the parents back whose children can't be had now, so that nobody has to wait for their recovery.
    private func giveBack(_ parents: [TaskExecution]) {
        let update = TaskExecutionUpdate(toProcessingStatus: .idle, at: core.clock.now)
        for parent in parents { move(parent, update) }
    }

    /// - Returns: Whether a finalize function runs now.
    private func goOn(_ parent: FinishedParent) -> Bool {
        do {
            let children = try parent.children.get()
            switch try parent.continuation.get() {
            case .finalize(let finalize):
                let run = Run(parent.execution, .finalize, atUptime: core.clock.uptime, linkedTo: children)
                core.start(run, finalize, of: children.map { FinishedChild($0, payloads: core.payloads) })
                return true
            case .collect:
                complete(parent.execution, with: try core.payloads.encodedResult(of: parent.execution, children))
            case .finalizeTask(let task):
                try startFinalizeTask(task, of: parent.execution, children)
            case .sequence(let sequence):
                try step(sequence, of: parent.execution, after: children.last)
            }
        } catch {
            fail(parent.execution, with: error)
        }
        return false
    }

    private func startFinalizeTask(
        _ task: TaskSignature, of parent: TaskExecution, _ children: [TaskExecution]
    ) throws {
        let input = try core.payloads.encodedResult(of: parent, children)
        let child = ChildTask(task, sleepingTaskID: nil, encodedInput: input, inputLimit: .collected)
        let finalize = try core.newChildren([child], of: parent, isFinalize: true, after: children)
        var update = TaskExecutionUpdate(to: .waitingForFinalize, at: core.clock.now)
        update.setProcessingStatus(.processed, at: core.clock.now)
        update.finalize = finalize.first?.reference
        update.forgetRecoveries(of: parent)
        move(parent, update, children: finalize)
    }

    private func step(_ sequence: TaskSequence, of parent: TaskExecution, after last: TaskExecution?) throws {
        guard let last else { throw TaskExecutionError(message: "the sequence has no child", isInternal: true) }
        guard last.status == .completed else {
            throw (last.error ?? .missing(status: last.status)).of(child: last.reference, last.status)
        }
        if sequence.plannedTaskIDs.isEmpty, last.taskID == "\(parent.taskID)_inner" {
            throw TaskExecutionError(
                message: """
                    the loop “\(parent.taskID)” was begun by the TypeScript package, whose loops have another form; give it \
                    another id there or here
                    """,
                isRetryable: false, isInternal: true
            )
        }
        let index = last.parent?.indexInParentChildren ?? 0
        guard 0..<Int(Int32.max) ~= index else {
            let message = "the last child of the sequence is said to be its number \(index)"
            throw TaskExecutionError(message: message, isRetryable: false, isInternal: true)
        }
        let finished = TaskSequence.FinishedStep(
            index: index, input: try core.payloads.open(parent.input, for: parent.payload(.input)),
            output: try core.payloads.open(last.output, for: last.payload(.output))
        )
        switch try sequence.next(finished, core.payloads) {
        case .output(let output):
            complete(parent, with: try core.payloads.checkOutput(output, taskID: parent.taskID, .takenOver))
        case .child(let child):
            let children = try core.newChildren([child], of: parent, firstIndex: index + 1, after: [last])
            var update = TaskExecutionUpdate(toProcessingStatus: .idle, at: core.clock.now)
            update.children = try sequence.list(parent.children ?? [], adding: children.map(\.reference))
            update.activeChildrenCount = children.count
            update.forgetRecoveries(of: parent)
            move(parent, update, children: children)
            if sequence.plannedTaskIDs.isEmpty, core.loopTrims.insert(parent.executionID, iteration: index + 1) {
                core.signals.loopTrims.send()
            }
        }
    }

    private func complete(_ parent: TaskExecution, with output: String) {
        move(
            parent,
            core.sealed(.output(output), for: parent, .takenOver).update(ofFinalizing: parent, at: core.clock.now))
    }

    private func fail(_ parent: TaskExecution, with error: any Error) {
        let failure =
            (error as? DurableExecutionError).map {
                TaskExecutionError(message: $0.message, isRetryable: false, isInternal: true)
            } ?? TaskExecutionError(thrownByBody: error)
        move(parent, RunOutcome.error(failure).update(ofFinalizing: parent, at: core.clock.now))
    }

    private func move(_ parent: TaskExecution, _ update: TaskExecutionUpdate, children: [TaskExecution] = []) {
        let request = TaskExecutionUpdateRequest(
            executionID: parent.executionID, requirements: fence(of: parent), update: update, children: children
        )
        core.write(ExecutionWrite(purpose: .move(parent), request: request))
    }

    /// Nobody else may have taken the parent on since: the next child of a sequence must not come twice.
    private func fence(of parent: TaskExecution) -> TaskExecutionRequirements {
        TaskExecutionRequirements(
            status: .waitingForChildren,
            childrenFinishedProcessingExpiresAt: parent.childrenFinishedProcessingExpiresAt
        )
    }

    /// What gives back a parent that was taken on and may not begin now.
    private func release(_ parent: TaskExecution) -> TaskExecutionUpdateRequest {
        TaskExecutionUpdateRequest(
            executionID: parent.executionID, requirements: fence(of: parent),
            update: TaskExecutionUpdate(toProcessingStatus: .idle, at: core.clock.now)
        )
    }

    /// Ends the parents that can't be read, so that they are not taken on for ever.
    private func setAside(_ undecodable: [TaskExecutionDecodingError]) {
        core.metrics?.setAside(count: undecodable.count)
        for error in undecodable {
            core.logger.error(
                "a parent can't be read and is set aside",
                metadata: ["execution_id": "\(error.executionID ?? "unreadable")", "column": .string(error.column)]
            )
            guard let executionID = error.executionID else { continue }
            var update = TaskExecutionUpdate(to: .finalizeFailed, at: core.clock.now)
            update.setProcessingStatus(.processed, at: core.clock.now)
            update.error = .set(TaskExecutionError(unreadable: error))
            let request = TaskExecutionUpdateRequest(
                executionID: executionID, requirements: TaskExecutionRequirements(status: .waitingForChildren),
                update: update
            )
            core.write(ExecutionWrite(purpose: .end(nil), request: request))
        }
    }
}
