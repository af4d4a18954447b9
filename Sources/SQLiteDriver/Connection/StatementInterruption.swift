internal import CSQLite

/// Interrupts a statement whose task is cancelled, or that runs for longer than it may.
///
/// One object for both reasons, because a connection of SQLite has one progress handler.
final class StatementInterruption {
    enum Reason {
        case cancelled
        case timedOut
    }

    /// How long a statement may run; `nil` for any time.
    let timeLimit: Duration?
    /// Why the statement that runs was interrupted.
    private(set) var reason: Reason?
    private var end: ContinuousClock.Instant?
    private var isCancellable = false

    /// The connection must be closed before this is gone.
    init(timeLimit: Duration?, on handle: OpaquePointer) {
        self.timeLimit = timeLimit
        sqlite3_progress_handler(
            handle, Self.stepsBetweenChecks,
            { interruption in
                guard let interruption else { return 0 }
                return Unmanaged<StatementInterruption>.fromOpaque(interruption).takeUnretainedValue().isDue ? 1 : 0
            },
            Unmanaged.passUnretained(self).toOpaque()
        )
    }

    func statementBegins(isCancellable: Bool) {
        self.isCancellable = isCancellable
        end = timeLimit.map { .now + $0 }
    }

    func statementEnded() {
        isCancellable = false
        end = nil
        reason = nil
    }

    /// SQLite asks for it on the thread of the task whose statement runs.
    private var isDue: Bool {
        if isCancellable, Task.isCancelled { reason = .cancelled } else if let end, .now > end { reason = .timedOut }
        return reason != nil
    }

    /// Steps of SQLite's virtual machine, a fraction of a millisecond of them.
    private static let stepsBetweenChecks: Int32 = 10_000
}
