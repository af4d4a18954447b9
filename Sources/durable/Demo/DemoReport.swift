import Foundation

/// What a demo says at its end.
struct DemoReport: Encodable {
    let totals: DemoTotals
    /// The executions that had ended when this process began.
    let resumed: Int
    let seconds: Double
    let digest: String
    let database: String

    init(_ totals: DemoTotals, resumed: Int, seconds: Double, database: String) {
        self.totals = totals
        self.resumed = resumed
        self.seconds = seconds
        self.database = database
        digest = totals.digest
    }

    /// Those that ended during this start.
    private var executionsPerSecond: Double { Double(totals.executions - resumed) / max(seconds, 0.001) }

    var lines: [String] {
        let rows = [
            ("files", "\(totals.files)"), ("bytes", "\(totals.bytes)"), ("lines", "\(totals.lines)"),
            ("executions", "\(totals.executions)"), ("retries", "\(totals.retries)"), ("failed", "\(totals.failed)"),
            ("found done", "\(resumed)"), ("seconds", seconds.rounded(to: 3)),
            ("executions/s", executionsPerSecond.rounded(to: 0)), ("digest", digest), ("database", database),
        ]
        let table = rows.map { "  " + $0.0 + String(repeating: " ", count: 14 - $0.0.count) + $0.1 }
        return table + failureLines
    }

    private var failureLines: [String] {
        if totals.failed == 0 { return [] }
        let listed = totals.failures.map { "  \($0.path): \($0.reason)" }
        let more = totals.failed - totals.failures.count
        return ["failed:"] + listed + (more > 0 ? ["  and \(more) more"] : [])
    }

    private enum CodingKeys: CodingKey {
        case files, bytes, lines, executions, retries, resumed, failed, seconds, digest
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(totals.files, forKey: .files)
        try container.encode(totals.bytes, forKey: .bytes)
        try container.encode(totals.lines, forKey: .lines)
        try container.encode(totals.executions, forKey: .executions)
        try container.encode(totals.retries, forKey: .retries)
        try container.encode(resumed, forKey: .resumed)
        try container.encode(totals.failed, forKey: .failed)
        try container.encode((seconds * 1000).rounded() / 1000, forKey: .seconds)
        try container.encode(digest, forKey: .digest)
    }
}

extension Double {
    fileprivate func rounded(to digits: Int) -> String {
        formatted(.number.precision(.fractionLength(digits)).grouping(.never).locale(Locale(identifier: "en_US_POSIX")))
    }
}
