import Foundation
import Synchronization

/// How far a long form has come, on standard error, so that one that hangs can be told from one that takes its time.
enum Progress {
    private static let lastReport = Mutex(ContinuousClock.now)

    /// Says it at most every ten seconds, and only in long forms.
    static func report(_ what: String, _ done: Int, of all: Int) {
        let now = ContinuousClock.now
        let isDue = lastReport.withLock { last in
            if !Nightly.isOn || now - last < .seconds(10) { return false }
            last = now
            return true
        }
        if isDue { try? FileHandle.standardError.write(contentsOf: Data("\(what): \(done) of \(all)\n".utf8)) }
    }
}
