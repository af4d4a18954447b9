import Synchronization

/// The completions that somebody in this process holds, by execution id.
final class Completions: Sendable {
    private struct Entry {
        weak var completion: Completion?
    }

    private let entries = Mutex<[String: Entry]>([:])

    func completion(of executionId: String, isEnqueuedHere: Bool = false) -> Completion {
        // The last reference to a completion must not be dropped under the lock, which its deinit takes.
        let new = Completion(executionId, isEnqueuedHere: isEnqueuedHere, completions: self)
        return entries.withLock { entries in
            if let existing = entries[executionId]?.completion { return existing }
            entries[executionId] = Entry(completion: new)
            return new
        }
    }

    func forget(_ executionId: String) {
        // A new completion may have come in the place of the one that is gone; it is released after the lock.
        _ = entries.withLock { entries -> Completion? in
            let existing = entries[executionId]?.completion
            if existing == nil { entries[executionId] = nil }
            return existing
        }
    }

    /// Hands out the end of an execution, which is only made where somebody wants it.
    func finish(_ executionId: String, _ execution: () -> TaskExecution) {
        let completion = entries.withLock { $0[executionId]?.completion }
        completion?.finish(TaskExecutionEnd(execution()))
    }

    /// Those of these executions that somebody in this process holds.
    func held(_ executionIds: some Sequence<String>) -> [Completion] {
        entries.withLock { entries in
            if entries.isEmpty { return [] }
            return executionIds.compactMap { entries[$0]?.completion }
        }
    }

    func failAll(_ error: any Error) {
        let all = entries.withLock { $0.values.compactMap(\.completion) }
        for completion in all { completion.fail(error) }
    }
}
