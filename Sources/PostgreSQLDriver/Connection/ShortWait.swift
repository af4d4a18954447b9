internal import Foundation
internal import Synchronization

/// Waits for an answer on the thread that asks, as long as answers come quickly: the way over Dispatch and back to a thread
/// takes longer than many a statement.
///
/// Never more than one thread of a process waits so, and none for longer than ``limit``, so that the tasks of others go on.
/// What is slow once, for the server or for the network, is waited for in the other way; the oftener, the longer.
struct ShortWait: ~Copyable {
    /// In milliseconds; about what the system gives a thread before it lets another run.
    private static let limit: Int32 = 2
    private static let smallestPenalty = 4
    private static let largestPenalty = 4096
    private static let isTaken = Atomic(false)

    /// How many waits go the other way before the next that is tried.
    private var debt = 0
    private var penalty = smallestPenalty

    /// Whether there is something to read, or soon was.
    mutating func isReadable(_ socket: Int32) -> Bool {
        if debt > 0 {
            debt -= 1
            return false
        }
        if Self.isTaken.exchange(true, ordering: .acquiring) { return false }
        defer { Self.isTaken.store(false, ordering: .releasing) }
        var descriptor = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        if poll(&descriptor, 1, Self.limit) > 0 {
            penalty = max(Self.smallestPenalty, penalty / 2)
            return true
        }
        debt = penalty
        penalty = min(penalty * 2, Self.largestPenalty)
        return false
    }
}
