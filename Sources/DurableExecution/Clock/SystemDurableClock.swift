import Foundation

/// The machine's time, by which executors work unless they are given another clock.
public struct SystemDurableClock: DurableClock {
    /// All of them show the same time.
    public init() {}

    public var now: Int64 {
        Int64((Date().timeIntervalSince1970 * 1000).rounded(.down))
    }

    public func sleep(until time: Int64) async throws {
        // The wall clock may be set back while the sleep, which is monotonic, goes on; and nobody sleeps longer than a day.
        while case let remaining = time.subtractingClamped(now), remaining > 0 {
            try await Task.sleep(for: .milliseconds(min(remaining, 86_400_000)))
        }
        try Task.checkCancellation()
    }
}
