import Foundation

/// The machine's time, by which executors work unless they are given another clock.
public struct SystemDurableClock: DurableClock {
    private static let beginning = SuspendingClock.now

    /// All of them show the same time.
    public init() {}

    public var now: Int64 {
        Int64((Date().timeIntervalSince1970 * 1000).rounded(.down))
    }

    /// Does not go on while the machine sleeps.
    public var uptime: Int64 { (SuspendingClock.now - Self.beginning).milliseconds }

    public func sleep(until time: Int64) async throws {
        try await sleep(untilUptime: uptime(at: time))
    }

    public func sleep(untilUptime end: Int64) async throws {
        // Nobody sleeps longer than a day at a time.
        while case let remaining = end.subtractingClamped(uptime), remaining > 0 {
            try await SuspendingClock().sleep(for: .milliseconds(min(remaining, 86_400_000)))
        }
        try Task.checkCancellation()
    }
}
