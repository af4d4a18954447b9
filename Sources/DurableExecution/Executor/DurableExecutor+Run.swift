extension DurableExecutor {
    /// Runs executions until the calling Swift task is cancelled or ``shutdown()`` is called, and returns once the executor
    /// has shut down.
    ///
    /// ```swift
    /// try await withThrowingTaskGroup(of: Void.self) { group in
    ///     group.addTask { try await executor.run() }
    ///     …
    ///     group.cancelAll()    // the bodies that run may end; then the group returns
    /// }
    /// ```
    ///
    /// A cancellation shuts the executor down gracefully, as ``shutdown()`` does: it does not cancel the running bodies before
    /// ``Configuration/shutdownTimeout`` is over. For a script, ``start()`` and ``shutdown()`` do the same without a task
    /// that waits.
    ///
    /// - Throws: What ``start()`` throws. A cancellation is not an error.
    public func run() async throws {
        try await start()
        let (shutdowns, shutdown) = AsyncStream.makeStream(of: Void.self)
        onShutdown { shutdown.finish() }
        for await _ in shutdowns {}
        await self.shutdown()
    }
}
