import Foundation

/// Dates as JavaScript's `toISOString` writes them: `2026-01-31T12:00:00.250Z`.
extension Date {
    /// The nearest millisecond; `nil` where JavaScript has no such date.
    var iso8601Milliseconds: String? {
        let rounded = (timeIntervalSince1970 * 1000).rounded()
        guard abs(rounded) <= largestMilliseconds else { return nil }
        let (days, ofDay) = Int64(rounded).flooredDivision(by: millisecondsPerDay)
        let (year, month, day) = civilDate(daysSince1970: days)
        let (seconds, milliseconds) = ofDay.flooredDivision(by: 1000)
        let yearText =
            0...9999 ~= year ? padded(year, to: 4) : (year < 0 ? "-" : "+") + padded(abs(year), to: 6)
        let time = "\(padded(seconds / 3600, to: 2)):\(padded(seconds / 60 % 60, to: 2)):\(padded(seconds % 60, to: 2))"
        return "\(yearText)-\(padded(month, to: 2))-\(padded(day, to: 2))T\(time).\(padded(milliseconds, to: 3))Z"
    }

    /// Also without milliseconds, with other fractions and with an offset in place of the Z.
    init?(iso8601Milliseconds text: String) {
        var scanner = DateScanner(bytes: Array(text.utf8))
        guard let milliseconds = scanner.milliseconds(), scanner.isAtEnd else { return nil }
        self.init(timeIntervalSince1970: Double(milliseconds) / 1000)
    }
}

private let largestMilliseconds = 8.64e15
private let millisecondsPerDay: Int64 = 86_400_000
private let daysPer400Years: Int64 = 146_097

private struct DateScanner {
    let bytes: [UInt8]
    var offset = 0

    var isAtEnd: Bool { offset == bytes.count }

    mutating func milliseconds() -> Int64? {
        guard let year = year(), accept("-"), let month = digits(2), accept("-"), let day = digits(2),
            accept("T"), let hour = digits(2), accept(":"), let minute = digits(2), accept(":"), let second = digits(2),
            let fraction = fraction(), let zone = zoneMinutes(),
            1...12 ~= month, hour < 24, minute < 60, second < 60
        else { return nil }
        let days = daysSince1970(year: year, month: month, day: day)
        guard day >= 1, civilDate(daysSince1970: days) == (year, month, day) else { return nil }
        let seconds = (hour * 60 + minute - zone) * 60 + second
        let milliseconds = days * millisecondsPerDay + seconds * 1000 + fraction
        return abs(Double(milliseconds)) <= largestMilliseconds ? milliseconds : nil
    }

    private mutating func year() -> Int64? {
        if accept("+") { return digits(6) }
        if accept("-") { return digits(6).map { -$0 } }
        return digits(4)
    }

    private mutating func fraction() -> Int64? {
        guard accept(".") else { return 0 }
        var milliseconds: Int64 = 0
        var weight: Int64 = 100
        let start = offset
        while let digit = digits(1) {
            milliseconds += digit * weight
            weight /= 10
        }
        return offset > start ? milliseconds : nil
    }

    private mutating func zoneMinutes() -> Int64? {
        if accept("Z") { return 0 }
        let sign: Int64 = accept("-") ? -1 : 1
        guard sign < 0 || accept("+"), let hours = digits(2), hours < 24 else { return nil }
        _ = accept(":")
        guard let minutes = digits(2), minutes < 60 else { return nil }
        return sign * (hours * 60 + minutes)
    }

    private mutating func digits(_ count: Int) -> Int64? {
        guard offset + count <= bytes.count else { return nil }
        var value: Int64 = 0
        for byte in bytes[offset..<offset + count] {
            guard case UInt8(ascii: "0")...UInt8(ascii: "9") = byte else { return nil }
            value = value * 10 + Int64(byte - UInt8(ascii: "0"))
        }
        offset += count
        return value
    }

    private mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: scalar) else { return false }
        offset += 1
        return true
    }
}

/// Years are counted from March, so that the leap day is the last one.
private func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
    let (era, yearOfEra) = (month > 2 ? year : year - 1).flooredDivision(by: 400)
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return era * daysPer400Years + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
}

private func civilDate(daysSince1970 days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let (era, day) = (days + 719_468).flooredDivision(by: daysPer400Years)
    let yearOfEra = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
    let dayOfYear = day - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (era * 400 + yearOfEra + (month > 2 ? 0 : 1), month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
}

private func padded(_ number: Int64, to length: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, length - digits.count)) + digits
}

extension Int64 {
    fileprivate func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
