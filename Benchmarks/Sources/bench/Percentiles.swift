internal import Foundation

/// How long something took most often, and at worst but for one in a hundred; in milliseconds.
struct Percentiles: Codable {
    let p50: Double
    let p99: Double
    let count: Int

    init(_ durations: [Duration]) {
        let sorted = durations.sorted()
        let milliseconds = { (share: Double) in
            sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))] / .milliseconds(1)
        }
        p50 = milliseconds(0.5)
        p99 = milliseconds(0.99)
        count = sorted.count
    }
}
