import Foundation

/// A time as people read it.
struct Time {
    let unixMilliseconds: Int64

    /// ISO 8601 in UTC, to the millisecond: `2026-01-01T00:00:00.123Z`; outside the years that it can write, the number.
    var iso8601: String {
        guard Self.range.contains(unixMilliseconds) else { return "\(unixMilliseconds) ms" }
        // In integers: the fraction of a `Date` is not exact, and formatting cuts it.
        let (seconds, milliseconds) = unixMilliseconds.quotientAndRemainder(dividingBy: 1000)
        let date = Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601)
        return "\(date.dropLast()).\(String(milliseconds + 1000).dropFirst())Z"
    }

    /// 1970 to 9999.
    private static let range: Range<Int64> = 0..<253_402_300_800_000
}
