import Logging

/// Writes the ends of runs and the moves of parents: everything that waits, with one call.
///
/// A write that the storage refuses for good is found by halving and ends its execution with the storage's reason. One that
/// fails in another way while others are stored is tried again later, after growing pauses, and holds up nothing else.
struct ExecutionWriteStep: LoopStep {
    let name = "writes"
    let core: ExecutorCore

    /// What one round could not store.
    private struct Trouble {
        /// Whether the storage has answered, so that what fails alone is not the storage's absence.
        var isStorageAtWork = false
        var failuresInARow = 0
        var refused: [(write: ExecutionWrite, error: TaskExecutionRefusedError)] = []
        var failedAlone: [(write: ExecutionWrite, error: any Error)] = []
        var untried: [ExecutionWrite] = []
    }

    /// So many calls in a row fail only if the storage is away.
    private static let failuresOfAbsence = 16
    private static let maxWritesPerCall = 1000

    func round() async throws -> NextRound {
        let writes = core.writes.beginRound(atMost: Self.maxWritesPerCall, atUptime: core.clock.uptime)
        guard !writes.isEmpty else { return next() }
        defer {
            core.writes.endRound()
            if core.writes.isDone { core.signals.drained.send() }
        }
        var trouble = Trouble()
        await store(writes, &trouble)
        await endRefused(&trouble)
        try await settleFailures(trouble, isAlone: writes.count == 1)
        return core.writes.count > 0 ? .atOnce : next()
    }

    private func next() -> NextRound {
        core.writes.nextDueUptime.map { .atUptime($0) } ?? .atSignal
    }

    /// Stores writes with one call; if that fails, finds out by halving which of them fail.
    private func store(_ writes: [ExecutionWrite], _ trouble: inout Trouble) async {
        guard case let (unanswered, error?) = await attempt(writes, &trouble) else { return }
        if unanswered.count == 1 {
            trouble.failedAlone.append((unanswered[0], error))
            return
        }
        // Either one of them is to blame or the storage is away: the first of them alone shows which.
        let others = unanswered.dropFirst()
        if case let (probe, error?) = await attempt([unanswered[0]], &trouble) {
            trouble.failedAlone += probe.map { ($0, error) }
        }
        guard trouble.isStorageAtWork else {
            trouble.untried += others
            return
        }
        let middle = others.startIndex + others.count / 2
        for half in [others[..<middle], others[middle...]] where !half.isEmpty { await store(Array(half), &trouble) }
    }

    /// - Returns: The writes about which the storage said nothing, and why.
    private func attempt(
        _ writes: [ExecutionWrite], _ trouble: inout Trouble
    ) async -> ([ExecutionWrite], (any Error)?) {
        var answers = [Bool](repeating: false, count: writes.count)
        var notStored: [ExecutionWrite] = []
        var refused: [(write: ExecutionWrite, error: TaskExecutionRefusedError)] = []
        var failure: (any Error)?
        do {
            try await core.update(writes.map(\.request)) { position, result in
                answers[position] = true
                switch result {
                case .success(let wasStored):
                    core.written(writes[position], wasStored: wasStored)
                    if !wasStored { notStored.append(writes[position]) }
                case .failure(let error):
                    refused.append((writes[position], error))
                }
            }
        } catch {
            failure = error
        }
        trouble.refused += refused
        await core.lookUpNotStored(notStored)
        var unanswered = zip(writes, answers).filter { !$1 }.map(\.0)
        if let error = failure as? TaskExecutionExistsError {
            do {
                try await core.resolve(error, in: unanswered)
                (unanswered, failure) = ([], nil)
            } catch {
                failure = error
            }
        }
        if unanswered.count < writes.count {
            (trouble.isStorageAtWork, trouble.failuresInARow) = (true, 0)
        } else {
            trouble.failuresInARow += 1
            if trouble.failuresInARow > Self.failuresOfAbsence { trouble.isStorageAtWork = false }
        }
        return (unanswered, failure)
    }

    /// Ends the executions whose writes were refused for good: first with the same error in characters that every database
    /// can store, then as failed for the storage's reason, then as failed for a reason in plain words.
    private func endRefused(_ trouble: inout Trouble) async {
        var left = trouble.refused
        if left.isEmpty { return }
        core.metrics?.refused(count: left.count)
        for (write, error) in left {
            core.logger.warning(
                "the storage refuses a write, which ends its execution",
                metadata: ["execution_id": .string(write.request.executionID), "error": "\(error)"]
            )
        }
        for substitute in RefusedWriteSubstitute.allCases {
            var substitutes: [ExecutionWrite] = []
            var others: [(write: ExecutionWrite, error: TaskExecutionRefusedError)] = []
            for (write, error) in left {
                if let new = core.substitute(substitute, for: write, refusedWith: error) {
                    substitutes.append(new)
                } else {
                    others.append((write, error))
                }
            }
            if substitutes.isEmpty { continue }
            var outcome = Trouble()
            await store(substitutes, &outcome)
            trouble.failedAlone += outcome.failedAlone.map { ($0.write.original, $0.error) }
            trouble.untried += outcome.untried.map(\.original)
            left = others + outcome.refused.map { ($0.write.original, $0.write.refused?.error ?? $0.error) }
        }
        // Not even its failure can be stored.
        trouble.failedAlone += left.map { ($0.write, $0.error) }
        trouble.isStorageAtWork = true
    }

    /// Postpones what fails alone, and puts everything back if the storage is away.
    private func settleFailures(_ trouble: Trouble, isAlone: Bool) async throws {
        let failedAlone = await timingOut(trouble.failedAlone)
        guard trouble.isStorageAtWork || isAlone else {
            core.writes.putBack(trouble.untried + failedAlone.map(\.write))
            if let error = failedAlone.first?.error { throw error }
            return
        }
        for (write, error) in failedAlone { postpone(write, after: error) }
        core.writes.putBack(trouble.untried)
    }

    /// Stores the timeouts of runs whose time is over and whose end the storage does not take.
    private func timingOut(
        _ failed: [(write: ExecutionWrite, error: any Error)]
    ) async -> [(write: ExecutionWrite, error: any Error)] {
        let uptime = core.clock.uptime
        var left: [(write: ExecutionWrite, error: any Error)] = []
        for (write, error) in failed {
            guard let run = write.run, run.deadline <= uptime else {
                left.append((write, error))
                continue
            }
            let timeout = ExecutionWrite(purpose: write.purpose, request: core.requestTimingOut(run))
            var trouble = Trouble()
            _ = await attempt([timeout], &trouble)
            if !trouble.isStorageAtWork || !trouble.refused.isEmpty { left.append((write, error)) }
        }
        return left
    }

    private func postpone(_ write: ExecutionWrite, after error: any Error) {
        var write = write
        write.failures += 1
        let pause = min(core.pollMs << min(write.failures - 1, 6), max(core.pollMs, Self.longestPauseMs))
        let level: Logger.Level = write.failures < 3 ? .warning : .error
        core.logger.log(
            level: level, "the storage does not take a write about an execution, which is tried again later",
            metadata: [
                "execution_id": .string(write.request.executionID), "failures": .stringConvertible(write.failures),
                "error": "\(error)",
            ]
        )
        core.metrics?.loopFailed(name)
        core.writes.postpone(write, untilUptime: core.clock.uptime.addingClamped(pause))
    }

    private static let longestPauseMs: Int64 = 30_000
}
