/// Where an executor takes the time from, and what it sleeps by.
///
/// Every start, timeout, retry delay, lease and poll of an executor goes through its clock, so that a test moves time by hand
/// with the `ManualClock` of `DurableExecutionTesting`.
public protocol DurableClock: Sendable {
    /// The present time in Unix milliseconds.
    var now: Int64 { get }

    /// Returns once ``now`` is `time` (Unix milliseconds) or later; at once where it is already.
    ///
    /// - Throws: `CancellationError` as soon as the calling Swift task is cancelled.
    func sleep(until time: Int64) async throws
}

extension DurableClock {
    /// Returns after a duration, which is rounded up to whole milliseconds.
    ///
    /// - Throws: `CancellationError` as soon as the calling Swift task is cancelled.
    public func sleep(for duration: Duration) async throws {
        try await sleep(until: now.addingClamped(duration.milliseconds))
    }
}
