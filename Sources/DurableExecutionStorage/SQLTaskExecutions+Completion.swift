public import DurableExecution

extension SQLTaskExecutions {
    /// Ends the run of a body with this output, in the transaction that is open on the connection: what the body writes there
    /// and the end of its execution are stored together, or, where the transaction throws or the process dies, neither is.
    /// So what the body writes is written exactly once, however often it runs.
    ///
    /// ```swift
    /// let charge = DurableTask("charge") { (order: Int64, context) in
    ///     try await database.transaction { connection in
    ///         try await connection.run(update(orders).set { $0.paidAt = 1 }.where(eq(orders.id, order)))
    ///         return try await storage.on(connection).complete(context, with: "paid")
    ///     }
    /// }
    /// ```
    ///
    /// Let the body return the output right after the transaction. The finalize function of a parent task may do the same.
    ///
    /// - Returns: The output.
    /// - Throws: `DurableExecutionError` with `DurableExecutionError/Code/runLost` where the execution was cancelled, has
    ///   timed out or was taken over; let it end the transaction. See also `TaskContext/completion(with:)`.
    @discardableResult
    public func complete<Output: Codable & Sendable>(
        _ context: TaskContext, with output: Output
    ) async throws -> Output {
        guard try await update([context.completion(with: output)]) == [true] else {
            throw DurableExecutionError.runWasLost(context.executionID)
        }
        return output
    }
}
