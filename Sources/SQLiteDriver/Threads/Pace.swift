internal import Synchronization

/// Whether calls have lately been so quick that they can be carried out in place, on the thread that asks. That saves the way
/// to another thread and back, which takes longer than most of them, and holds nobody up while it holds.
///
/// What is slow once, for its disk or for what it does, goes to a thread that may wait; the oftener, the longer.
final class Pace: Sendable {
    private struct State {
        /// In place from 0 on; as many quick calls are needed before as it is below.
        var credit = -3
        var penalty = smallestPenalty
    }

    /// About what the system gives a thread before it lets another run.
    private static let limit: Duration = .milliseconds(2)
    private static let smallestPenalty = 16
    private static let largestPenalty = 4096

    private let state = Mutex(State())

    var isQuick: Bool { state.withLock { $0.credit >= 0 } }

    func record(_ duration: Duration) {
        state.withLock { state in
            if duration > Self.limit {
                state.credit = -state.penalty
                state.penalty = min(state.penalty * 2, Self.largestPenalty)
            } else if state.credit < 0 {
                state.credit += 1
            } else if state.penalty > Self.smallestPenalty {
                state.penalty -= 1
            }
        }
    }
}
