private import Synchronization

/// Lets one caller in at a time, in the order in which they came; whoever waits suspends and holds no thread.
///
/// A cancelled caller keeps its place and gets the lock as any other: whether a cancelled operation is still carried
/// out is for the operation to decide, and a lock that decided it would make the outcome depend on how busy it was.
final class FIFOLock: Sendable {
    private struct State {
        var isHeld = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    func withLock<Result: Sendable>(_ body: @Sendable () async throws -> Result) async throws -> Result {
        await acquire()
        defer { release() }
        return try await body()
    }

    var isHeld: Bool { state.withLock { $0.isHeld } }

    /// Callers that wait for the lock.
    var waitingCount: Int { state.withLock { $0.waiting.count } }

    private func acquire() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                if state.isHeld {
                    state.waiting.append(continuation)
                    return false
                }
                state.isHeld = true
                return true
            }
            if isFree { continuation.resume() }
        }
    }

    /// Hands the lock to the next in line without freeing it in between, so that nobody can overtake.
    private func release() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard !state.waiting.isEmpty else {
                state.isHeld = false
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}
