internal import CPostgreSQL

extension PostgreSQLConnection {
    /// Waits for a notification; all that have come are one.
    ///
    /// - Returns: `false` if none came in time.
    func hearsNotification(until deadline: ContinuousClock.Instant) async throws -> Bool {
        while true {
            if PQconsumeInput(link) == 0 { throw lost() }
            if dropNotifications() { return true }
            let wake = await withTaskCancellationHandler {
                await watch.wait(for: .reading, until: deadline)
            } onCancel: { [watch] in
                watch.interrupt()
            }
            if wake == .timedOut { return false }
        }
    }

    /// libpq keeps them until somebody takes them, also those that a pooler lets through for somebody else.
    ///
    /// - Returns: Whether there were any.
    @discardableResult
    func dropNotifications() -> Bool {
        var hasCome = false
        while let notification = PQnotifies(link) {
            PQfreemem(notification)
            hasCome = true
        }
        return hasCome
    }
}
