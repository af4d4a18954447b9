/// Seconds of the phases of a lifecycle, or ratios of such.
struct PhaseTimes: Codable {
    var insert: Double
    var claim: Double
    var complete: Double
    var claimForClosing: Double
    var close: Double
    var get: Double
    var total: Double

    init(_ phases: [Double]) {
        insert = phases[0]
        claim = phases[1]
        complete = phases[2]
        claimForClosing = phases[3]
        close = phases[4]
        get = phases[5]
        total = phases.reduce(0, +)
    }

    var phases: [(name: String, value: Double)] {
        [
            ("insert", insert), ("claim", claim), ("complete", complete), ("claim for closing", claimForClosing),
            ("close", close), ("get", get), ("total", total),
        ]
    }

    /// Each phase's median, and the median of the totals.
    init(medianOf rounds: [PhaseTimes]) {
        func median(_ phase: (PhaseTimes) -> Double) -> Double {
            let sorted = rounds.map(phase).sorted()
            return sorted[sorted.count / 2]
        }
        let paths: [KeyPath<PhaseTimes, Double>] = [\.insert, \.claim, \.complete, \.claimForClosing, \.close, \.get]
        self.init(paths.map { path in median { $0[keyPath: path] } })
        total = median(\.total)
    }

    static func / (left: PhaseTimes, right: PhaseTimes) -> PhaseTimes {
        var ratio = PhaseTimes(zip(left.phases, right.phases).map { $0.value / $1.value })
        ratio.total = left.total / right.total
        return ratio
    }
}
