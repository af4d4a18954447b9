public import DurableExecution
public import ServiceLifecycle

/// An executor as one of the services of a process, started and shut down with the others.
///
/// ```swift
/// let group = ServiceGroup(
///     services: [database, DurableExecutorService(executor), server],
///     gracefulShutdownSignals: [.sigterm, .sigint], logger: logger
/// )
/// try await group.run()
/// ```
///
/// A group shuts its services down in reverse order, so what the bodies need comes before the executor.
public struct DurableExecutorService: Service {
    private let executor: DurableExecutor

    /// Makes a service of an executor that was not started.
    public init(_ executor: DurableExecutor) {
        self.executor = executor
    }

    /// Runs executions until the group shuts down gracefully or the calling Swift task is cancelled; see
    /// `DurableExecutor.run()`.
    ///
    /// - Throws: `DurableExecutionError` if the executor can't be started.
    public func run() async throws {
        try await cancelWhenGracefulShutdown { try await executor.run() }
    }
}
