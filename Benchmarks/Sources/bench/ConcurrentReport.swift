internal import Foundation

/// What many callers at once measured.
struct ConcurrentReport: Report {
    struct Measurement: Codable {
        let operation: String
        let synchronous: String
        let callers: Int
        let callsPerSecond: Double
        let call: Percentiles
        let lateness: Percentiles
    }

    let scenario = "concurrent"
    let calls: Int
    let measurements: [Measurement]
    let getsAlone: Percentiles
    let getsBesideClaimer: Percentiles

    var lines: [String] {
        var lines = [TextTable.line("", "callers", "a second", "p50 ms", "p99 ms", "late p99 ms")]
        lines += measurements.map { measurement in
            TextTable.line(
                "\(measurement.operation), \(measurement.synchronous)", String(measurement.callers),
                String(format: "%.0f", measurement.callsPerSecond), milliseconds(measurement.call.p50),
                milliseconds(measurement.call.p99), milliseconds(measurement.lateness.p99)
            )
        }
        for (name, gets) in [("get alone", getsAlone), ("get beside a claimer", getsBesideClaimer)] {
            lines.append(TextTable.line(name, "1", "", milliseconds(gets.p50), milliseconds(gets.p99), ""))
        }
        return lines
    }

    private func milliseconds(_ value: Double) -> String { String(format: "%.3f", value) }
}
