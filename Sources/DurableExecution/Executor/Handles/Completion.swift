import Synchronization

/// The end of one execution, for those in this process who want to know it.
final class Completion: Sendable {
    private struct State {
        var finished: TaskExecutionEnd?
        var waiters: [Int: CheckedContinuation<TaskExecutionEnd, any Error>] = [:]
        var nextWaiter = 0
        var isWatched = false
    }

    let executionID: String
    /// It was inserted by this process, so there is no need to look whether it exists.
    let isEnqueuedHere: Bool
    private let state = Mutex(State())
    private let completions: Completions

    init(_ executionID: String, isEnqueuedHere: Bool, completions: Completions) {
        self.executionID = executionID
        self.isEnqueuedHere = isEnqueuedHere
        self.completions = completions
    }

    deinit {
        completions.forget(executionID)
    }

    var finished: TaskExecutionEnd? { state.withLock { $0.finished } }

    /// Waits for the end; `onWait` is called once the waiter is known, with whether nobody looks after this completion yet.
    func wait(onWait: (_ isFirst: Bool) -> Void) async throws -> TaskExecutionEnd {
        let waiter = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                add(waiter, continuation, onWait: onWait)
                if Task.isCancelled { cancel(waiter) }
            }
        } onCancel: {
            cancel(waiter)
        }
    }

    private func add(
        _ waiter: Int, _ continuation: CheckedContinuation<TaskExecutionEnd, any Error>, onWait: (Bool) -> Void
    ) {
        let (finished, isFirst) = state.withLock { state in
            if let finished = state.finished { return (finished as TaskExecutionEnd?, false) }
            state.waiters[waiter] = continuation
            defer { state.isWatched = true }
            return (nil, !state.isWatched)
        }
        if let finished { return continuation.resume(returning: finished) }
        onWait(isFirst)
    }

    private func cancel(_ waiter: Int) {
        state.withLock { $0.waiters.removeValue(forKey: waiter) }?.resume(throwing: CancellationError())
    }

    func finish(_ end: TaskExecutionEnd) {
        for waiter in takeWaiters(finished: end) { waiter.resume(returning: end) }
    }

    func fail(_ error: any Error) {
        for waiter in takeWaiters(finished: nil) { waiter.resume(throwing: error) }
    }

    /// Whether somebody waits; if not, nobody looks after this completion any more until the next one waits.
    func staysWatched() -> Bool {
        state.withLock { state in
            state.isWatched = !state.waiters.isEmpty
            return state.isWatched
        }
    }

    private func takeWaiters(finished: TaskExecutionEnd?) -> [CheckedContinuation<TaskExecutionEnd, any Error>] {
        state.withLock { state in
            if let finished { state.finished = finished }
            defer { state.waiters = [:] }
            return Array(state.waiters.values)
        }
    }
}
