public import Foundation
public import TypedSQL

/// A moment, to the microsecond: `timestamp with time zone` on PostgreSQL, on SQLite a text in UTC that sorts by time.
extension Date: SQLConvertible {
    public static var columnType: ColumnType { .timestamp }

    public var sqlValue: SQLValue { .text(timestampText) }

    public static func optional(from row: inout SQLRow) throws(SQLDecodingError) -> Date? {
        guard let text = try String.optional(from: &row) else { return nil }
        guard let date = Date(timestampText: text) else { throw row.mismatch(expected: "a timestamp", found: text) }
        return date
    }

    /// `2026-11-27 21:40:00.123456+00`
    private var timestampText: String {
        let micros = Int64(clampingRounded: timeIntervalSince1970 * 1_000_000)
        let (days, rest) = (micros.flooredDivision(by: 86_400_000_000), micros.flooredRemainder(by: 86_400_000_000))
        let (year, month, day) = civil(fromDays: days)
        let seconds = rest / 1_000_000
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2)) \(padded(seconds / 3600, 2))"
            + ":\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2)).\(padded(rest % 1_000_000, 6))+00"
    }

    /// What PostgreSQL writes, whose offset is the session's.
    private init?(timestampText text: String) {
        let pattern =
            #/(\d{4,6})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?(?:Z|([+-])(\d\d)(?::?(\d\d))?(?::?(\d\d))?)/#
        guard let match = text.wholeMatch(of: pattern) else { return nil }
        func number(_ text: Substring?) -> Int64 { text.flatMap { Int64($0) } ?? 0 }
        let fields = match.output
        let fraction = fields.7.map { number($0 + String(repeating: "0", count: 6 - $0.count)) } ?? 0
        let offset = number(fields.9) * 3600 + number(fields.10) * 60 + number(fields.11)
        let seconds =
            days(fromCivil: number(fields.1), number(fields.2), number(fields.3)) * 86_400 + number(fields.4) * 3600
            + number(fields.5) * 60 + number(fields.6) - (fields.8 == "-" ? -offset : offset)
        self.init(timeIntervalSince1970: Double(seconds) + Double(fraction) / 1_000_000)
    }
}

private func padded(_ number: Int64, _ count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: Swift.max(0, count - text.count)) + text
}

/// The days since 1970 of a date of the Gregorian calendar.
private func days(fromCivil year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    // Years begin in March here, so that the leap day is the last.
    let year = month > 2 ? year : year - 1
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return 365 * year + year.flooredDivision(by: 4) - year.flooredDivision(by: 100) + year.flooredDivision(by: 400)
        + dayOfYear - 719_468
}

private func civil(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days + 719_468
    let era = shifted.flooredDivision(by: 146_097)
    let dayOfEra = shifted.flooredRemainder(by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    return (
        yearOfEra + era * 400 + (month < 10 ? 0 : 1), month < 10 ? month + 3 : month - 9,
        dayOfYear - (153 * month + 2) / 5 + 1
    )
}

extension Int64 {
    /// What is no number counts as 0.
    fileprivate init(clampingRounded value: Double) {
        let value = value.rounded()
        self = value.isNaN ? 0 : Int64(exactly: value) ?? (value < 0 ? .min : .max)
    }

    fileprivate func flooredDivision(by divisor: Int64) -> Int64 {
        (self - flooredRemainder(by: divisor)) / divisor
    }

    fileprivate func flooredRemainder(by divisor: Int64) -> Int64 {
        let rest = self % divisor
        return rest < 0 ? rest + divisor : rest
    }
}
