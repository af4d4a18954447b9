public import DurableExecution
public import ServiceLifecycle

/// An executor as one of the services of a process, started and shut down with the others:
///
/// ```swift
/// let group = ServiceGroup(
///     services: [database, executor, server], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger
/// )
/// try await group.run()
/// ```
///
/// A group shuts its services down in reverse order, so what the bodies need comes before the executor.
extension DurableExecutor: Service {
    /// Runs executions until the group is shut down gracefully or the calling Swift task is cancelled; then waits for the
    /// bodies that run, as ``DurableExecution/DurableExecutor/shutdown()`` does.
    ///
    /// - Throws: `DurableExecutionError` where the executor was shut down before.
    public func run() async throws {
        try await start()
        // It also returns when the task is cancelled, and then there is nothing else to do either.
        try? await gracefulShutdown()
        await shutdown()
    }
}
