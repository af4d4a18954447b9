import Foundation

extension Date {
    /// The time of this many milliseconds after 1970, as it is stored.
    init(unixMilliseconds: Int64) {
        self.init(timeIntervalSince1970: Double(unixMilliseconds) / 1_000)
    }

    /// Whole milliseconds after 1970, rounded down, or the nearest number there is.
    var unixMilliseconds: Int64 {
        let milliseconds = (timeIntervalSince1970 * 1_000).rounded(.down)
        return Int64(exactly: milliseconds) ?? (milliseconds < 0 ? .min : .max)
    }
}
