/// A span of time as people read it, in the two largest units: `250 ms`, `4.2 s`, `3 min 5 s`, `2 d 4 h`.
struct TimeSpan: CustomStringConvertible {
    let milliseconds: Int64

    init(from start: Int64, to end: Int64) {
        let (difference, isTooLong) = end.subtractingReportingOverflow(start)
        milliseconds = isTooLong ? .max : max(0, difference)
    }

    var description: String {
        let seconds = milliseconds / 1_000
        return switch seconds {
        case 0: "\(milliseconds) ms"
        case ..<60: "\(seconds).\(milliseconds % 1_000 / 100) s"
        case ..<3_600: "\(seconds / 60) min \(seconds % 60) s"
        case ..<86_400: "\(seconds / 3_600) h \(seconds % 3_600 / 60) min"
        default: "\(seconds / 86_400) d \(seconds % 86_400 / 3_600) h"
        }
    }
}
