import ArgumentParser
import Foundation

/// A time as people write it: ISO 8601, or how long ago.
enum Moment: ExpressibleByArgument {
    case at(unixMilliseconds: Int64)
    case ago(Age)

    init?(argument: String) {
        if let age = Age(argument: argument) {
            self = .ago(age)
            return
        }
        let styles = [
            Date.ISO8601FormatStyle(), Date.ISO8601FormatStyle(includingFractionalSeconds: true),
            Date.ISO8601FormatStyle().year().month().day(),
        ]
        guard let date = styles.lazy.compactMap({ try? $0.parse(argument) }).first else { return nil }
        guard let milliseconds = Int64(exactly: (date.timeIntervalSince1970 * 1000).rounded()) else { return nil }
        self = .at(unixMilliseconds: milliseconds)
    }

    func unixMilliseconds(now: Int64) -> Int64 {
        switch self {
        case .at(let time): time
        case .ago(let age): now - min(now, age.milliseconds)
        }
    }
}
