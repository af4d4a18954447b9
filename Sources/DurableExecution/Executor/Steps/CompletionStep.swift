/// Looks up the executions that somebody waits for and that another process may have finished, all with one call.
///
/// Those that run here are left out: their end comes without a look.
struct CompletionStep: LoopStep {
    let name = "completions"
    let core: ExecutorCore

    func round() async throws -> NextRound {
        try await look(at: core.watched.takeUnseen().filter { $0.staysWatched() }, arePolled: false)

        let seen = core.watched.takeSeen(at: core.clock.now, pollMs: core.pollMs).filter { $0.staysWatched() }
        let (here, elsewhere) = seen.partitioned { core.runs[$0.executionId] != nil }
        core.watched.putBack(seen: here + elsewhere.dropFirst(1000))
        try await look(at: Array(elsewhere.prefix(1000)), arePolled: true)
        return core.watched.nextPoll().map { .at($0) } ?? .atSignal
    }

    private func look(at completions: [Completion], arePolled: Bool) async throws {
        if completions.isEmpty { return }
        // A row that is not finished is not even read when it is polled.
        let filters = TaskExecutionFilters(isFinished: arePolled ? true : nil)
        let executions: [TaskExecution?]
        do {
            executions = try await core.storage.get(
                completions.map { TaskExecutionLookup(executionId: $0.executionId, filters: filters) }
            )
        } catch {
            putBack(completions, arePolled: arePolled, after: error)
            throw error
        }
        for (completion, execution) in zip(completions, executions) {
            if let execution, execution.isFinished {
                completion.finish(execution)
            } else if execution == nil, !arePolled {
                completion.fail(DurableExecutionError.notFound(completion.executionId))
            }
        }
        // The next poll drops those that nobody waits for any more.
        core.watched.putBack(seen: completions)
    }

    /// Only the execution that can't be read fails its waiters.
    private func putBack(_ completions: [Completion], arePolled: Bool, after error: any Error) {
        let unreadableId = (error as? TaskExecutionDecodingError)?.executionId
        let (unreadable, others) = completions.partitioned { $0.executionId == unreadableId }
        for completion in unreadable { completion.fail(error) }
        core.watched.putBack(
            unseen: arePolled ? [] : others, seen: unreadable + (arePolled ? others : [])
        )
    }
}

extension Array {
    fileprivate func partitioned(_ isFirst: (Element) -> Bool) -> ([Element], [Element]) {
        (filter(isFirst), filter { !isFirst($0) })
    }
}
