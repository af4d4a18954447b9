internal import CSQLite

/// Interrupts the statements of a connection that run for too long.
final class StatementTimeLimit {
    let duration: Duration
    private var end: ContinuousClock.Instant

    /// The connection must be closed before this is gone.
    init(_ duration: Duration, on handle: OpaquePointer) {
        self.duration = duration
        end = .now + duration
        sqlite3_progress_handler(
            handle, Self.stepsBetweenLooks,
            { limit in
                guard let limit else { return 0 }
                return Unmanaged<StatementTimeLimit>.fromOpaque(limit).takeUnretainedValue().isOver ? 1 : 0
            },
            Unmanaged.passUnretained(self).toOpaque()
        )
    }

    /// A statement begins.
    func begin() { end = .now + duration }

    private var isOver: Bool { .now > end }

    /// Steps of SQLite's virtual machine, some milliseconds of them.
    private static let stepsBetweenLooks: Int32 = 100_000
}
