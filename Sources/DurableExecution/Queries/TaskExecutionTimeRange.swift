/// Times from one on, and until before another; either may be open.
public struct TaskExecutionTimeRange: Sendable, Hashable {
    /// The first time that is in it, in Unix milliseconds.
    public var from: Int64?
    /// The first time behind it, in Unix milliseconds.
    public var until: Int64?

    /// Creates a range; `nil` leaves an end open.
    public init(from: Int64? = nil, until: Int64? = nil) {
        self.from = from
        self.until = until
    }

    /// A time that is absent is in no range.
    public func contains(_ time: Int64?) -> Bool {
        guard let time else { return false }
        return (from.map { time >= $0 } ?? true) && (until.map { time < $0 } ?? true)
    }
}
