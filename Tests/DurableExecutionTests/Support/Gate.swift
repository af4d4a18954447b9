import Synchronization

/// Stays closed until it is opened; waiting for it ignores cancellation.
final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    func open() {
        let waiters = state.withLock { state in
            state.isOpen = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    func wait() async {
        await withCheckedContinuation { waiter in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiters.append(waiter) }
                return state.isOpen
            }
            if isOpen { waiter.resume() }
        }
    }
}

/// Never returns before the calling Swift task is cancelled.
func untilCancelled() async throws {
    let gate = Gate()
    await withTaskCancellationHandler {
        await gate.wait()
    } onCancel: {
        gate.open()
    }
    throw CancellationError()
}

/// Counts, and lets a test wait for a count.
final class Counter: Sendable {
    private struct State {
        var value = 0
        var maximum = 0
        var waiters: [(Int, CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    var value: Int { state.withLock { $0.value } }
    var maximum: Int { state.withLock { $0.maximum } }

    @discardableResult
    func add(_ difference: Int = 1) -> Int {
        let (value, reached) = state.withLock { state in
            state.value += difference
            state.maximum = max(state.maximum, state.value)
            let value = state.value
            let reached = state.waiters.filter { $0.0 <= value }
            state.waiters.removeAll { $0.0 <= value }
            return (value, reached)
        }
        for (_, waiter) in reached { waiter.resume() }
        return value
    }

    func reaches(_ count: Int) async {
        await withCheckedContinuation { waiter in
            let isReached = state.withLock { state in
                if state.value < count { state.waiters.append((count, waiter)) }
                return state.value >= count
            }
            if isReached { waiter.resume() }
        }
    }
}
