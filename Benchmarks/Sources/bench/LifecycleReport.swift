internal import Foundation

/// What a run of the lifecycle measured.
struct LifecycleReport: Report {
    let scenario = "lifecycle"
    let executions: Int
    /// Those that were finished and closed before, if there were any.
    let rows: Int?
    let batch: Int
    let indexes: String
    let seconds: PhaseTimes
    let floor: PhaseTimes
    let ratio: PhaseTimes

    init(executions: Int, rows: Int?, batch: Int, indexes: String, seconds: PhaseTimes, floor: PhaseTimes) {
        self.executions = executions
        self.rows = rows
        self.batch = batch
        self.indexes = indexes
        self.seconds = seconds
        self.floor = floor
        ratio = seconds / floor
    }

    var lines: [String] {
        let over = rows.map { " over \($0) old rows" } ?? ""
        return ["\(executions) executions in batches of \(batch)\(over), \(indexes) indexes"]
            + PhaseTimes.lines(seconds, floor: floor, ratio: ratio)
    }
}

extension PhaseTimes {
    /// A table of the phases.
    static func lines(_ seconds: PhaseTimes, floor: PhaseTimes, ratio: PhaseTimes) -> [String] {
        var lines = [TextTable.line("phase", "storage s", "floor s", "ratio")]
        for ((phase, floor), ratio) in zip(zip(seconds.phases, floor.phases), ratio.phases) {
            lines.append(
                TextTable.line(
                    phase.name, String(format: "%.4f", phase.value), String(format: "%.4f", floor.value),
                    String(format: "%.2f", ratio.value)
                )
            )
        }
        return lines
    }
}
