import ArgumentParser

/// A span of time as people write it: `500ms`, `90s`, `15m`, `12h`, `7d`.
struct Age: ExpressibleByArgument {
    let milliseconds: Int64

    var defaultValueDescription: String { "\(milliseconds / 1_000)s" }

    init?(argument: String) {
        let digits = argument.prefix { $0.isASCII && $0.isNumber }
        guard let count = Int64(digits), let unit = Self.units[String(argument.dropFirst(digits.count))] else {
            return nil
        }
        let (milliseconds, isTooLong) = count.multipliedReportingOverflow(by: unit)
        if isTooLong { return nil }
        self.milliseconds = milliseconds
    }

    static let minute = Age(milliseconds: 60_000)

    private init(milliseconds: Int64) { self.milliseconds = milliseconds }

    private static let units: [String: Int64] = ["ms": 1, "s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000]
}
