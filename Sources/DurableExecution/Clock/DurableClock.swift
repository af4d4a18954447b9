/// Where an executor takes the time from, and what it sleeps by.
///
/// Every start, timeout, retry delay, lease and poll of an executor goes through its clock, so that a test moves time by hand
/// with the `ManualClock` of `DurableExecutionTesting`.
public protocol DurableClock: Sendable {
    /// The present time in Unix milliseconds.
    var now: Int64 { get }

    /// Milliseconds since some moment, which go on evenly when ``now`` is set forward or back; ``now`` itself unless the
    /// clock says otherwise. Timeouts of runs, leases and polls go by it.
    var uptime: Int64 { get }

    /// Returns once ``now`` is `time` (Unix milliseconds) or later; at once where it is already. When the clock is set
    /// meanwhile, it returns after as much time as there was until then.
    ///
    /// - Throws: `CancellationError` as soon as the calling Swift task is cancelled.
    func sleep(until time: Int64) async throws

    /// Returns once ``uptime`` is `time` or later, at once where it is already; whoever sets the clock does not change when.
    /// By default it is ``sleep(until:)`` for as long.
    ///
    /// - Throws: `CancellationError` as soon as the calling Swift task is cancelled.
    func sleep(untilUptime time: Int64) async throws
}

extension DurableClock {
    public var uptime: Int64 { now }

    public func sleep(untilUptime time: Int64) async throws {
        try await sleep(until: now.addingClamped(time.subtractingClamped(uptime)))
    }

    /// What the uptime will be at this time, if nobody sets the clock.
    func uptime(at time: Int64) -> Int64 { uptime.addingClamped(time.subtractingClamped(now)) }

    /// Returns after a duration, which is rounded up to whole milliseconds.
    ///
    /// - Throws: `CancellationError` as soon as the calling Swift task is cancelled.
    public func sleep(for duration: Duration) async throws {
        try await sleep(until: now.addingClamped(duration.milliseconds))
    }
}
