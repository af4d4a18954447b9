import Synchronization

/// The completions that somebody in this process holds, by execution id.
final class Completions: Sendable {
    private struct Entry {
        weak var completion: Completion?
    }

    private let entries = Mutex<[String: Entry]>([:])

    func completion(of executionID: String, isEnqueuedHere: Bool = false) -> Completion {
        // The last reference to a completion must not be dropped under the lock, which its deinit takes.
        let new = Completion(executionID, isEnqueuedHere: isEnqueuedHere, completions: self)
        return entries.withLock { entries in
            if let existing = entries[executionID]?.completion { return existing }
            entries[executionID] = Entry(completion: new)
            return new
        }
    }

    func forget(_ executionID: String) {
        // A new completion may have come in the place of the one that is gone; it is released after the lock.
        _ = entries.withLock { entries -> Completion? in
            let existing = entries[executionID]?.completion
            if existing == nil { entries[executionID] = nil }
            return existing
        }
    }

    /// Hands out the end of an execution, which is only made where somebody wants it.
    func finish(_ executionID: String, _ execution: () -> TaskExecution) {
        let completion = entries.withLock { $0[executionID]?.completion }
        completion?.finish(TaskExecutionEnd(execution()))
    }

    /// Those of these executions that somebody in this process holds.
    func held(_ executionIDs: some Sequence<String>) -> [Completion] {
        entries.withLock { entries in
            if entries.isEmpty { return [] }
            return executionIDs.compactMap { entries[$0]?.completion }
        }
    }

    func failAll(_ error: any Error) {
        let all = entries.withLock { $0.values.compactMap(\.completion) }
        for completion in all { completion.fail(error) }
    }
}
