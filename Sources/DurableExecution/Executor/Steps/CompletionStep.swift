/// Looks up the executions that somebody waits for and that another process may have finished, all with one call.
///
/// Those that run here are left out: their end comes without a look.
struct CompletionStep: LoopStep {
    let name = "completions"
    let core: ExecutorCore

    func round() async throws -> NextRound {
        let unseen = core.watched.takeUnseen().filter { $0.staysWatched() }
        try await look(at: unseen, areUnseen: true)

        let (seen, isThorough) = core.watched.takeSeen(at: core.clock.uptime, pollMs: core.pollMs)
        let (here, elsewhere) = seen.filter { $0.staysWatched() }.partitioned { core.runs[$0.executionID] != nil }
        core.watched.putBack(seen: here + elsewhere.dropFirst(1000))
        try await look(at: Array(elsewhere.prefix(1000)), onlyFinished: !isThorough)
        return core.watched.nextPoll().map { .atUptime($0) } ?? .atSignal
    }

    /// A row that is not finished is not even read with `onlyFinished`, but then one that is gone looks no different.
    private func look(at completions: [Completion], areUnseen: Bool = false, onlyFinished: Bool = false) async throws {
        if completions.isEmpty { return }
        let requirements = TaskExecutionRequirements(isFinished: onlyFinished ? true : nil)
        let executions: [TaskExecution?]
        do {
            executions = try await core.storage.get(
                completions.map { TaskExecutionLookup(executionID: $0.executionID, requirements: requirements) }
            )
        } catch is TaskExecutionRefusedError {
            // An id that the storage can't be asked for is not there.
            if completions.count == 1 {
                completions[0].fail(DurableExecutionError.notFound(completions[0].executionID))
            } else {
                let middle = completions.count / 2
                var failure: (any Error)?
                for half in [completions[..<middle], completions[middle...]] {
                    do {
                        try await look(at: Array(half), areUnseen: areUnseen, onlyFinished: onlyFinished)
                    } catch {
                        failure = error
                    }
                }
                if let failure { throw failure }
            }
            return
        } catch {
            putBack(completions, areUnseen: areUnseen, after: error)
            throw error
        }
        for (completion, execution) in zip(completions, executions) {
            if let execution, execution.isFinished {
                completion.finish(TaskExecutionEnd(execution))
            } else if execution == nil, !onlyFinished {
                completion.fail(DurableExecutionError.notFound(completion.executionID))
            }
        }
        // The next poll drops those that nobody waits for any more.
        core.watched.putBack(seen: completions)
    }

    /// Only the execution that can't be read fails its waiters.
    private func putBack(_ completions: [Completion], areUnseen: Bool, after error: any Error) {
        let unreadableID = (error as? TaskExecutionDecodingError)?.executionID
        let (unreadable, others) = completions.partitioned { $0.executionID == unreadableID }
        for completion in unreadable { completion.fail(error) }
        core.watched.putBack(
            unseen: areUnseen ? others : [], seen: unreadable + (areUnseen ? [] : others)
        )
    }
}
