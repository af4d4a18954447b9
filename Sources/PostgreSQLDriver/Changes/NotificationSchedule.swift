/// When notifications go out: in the long run one at an interval, and of those that were not needed for a while some at once,
/// so that a few changes after a pause are each told without delay.
struct NotificationSchedule {
    /// How many may go out at once after a pause.
    private static let burst = 10

    private let interval: Duration
    /// Up to when the intervals of those that went out reach.
    private var end: ContinuousClock.Instant?

    init(interval: Duration) { self.interval = interval }

    /// The time of the next one, which goes out then.
    mutating func next(at now: ContinuousClock.Instant) -> ContinuousClock.Instant {
        let end = max(end ?? now, now)
        let time = max(now, end - interval * (Self.burst - 1))
        self.end = max(end, time) + interval
        return time
    }
}
