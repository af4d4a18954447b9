extension DurableTask where Output == NoValue {
    /// A task that is done for what it does, and has no output to give; otherwise as
    /// ``init(_:options:body:)``.
    public init(
        _ id: String,
        options: TaskOptions = TaskOptions(),
        body: @escaping @Sendable (Input, TaskContext) async throws -> Void
    ) {
        self.init(id, options: options) { input, context in
            try await body(input, context)
            return NoValue()
        }
    }

    /// A parent task whose finalize function has no output to give; otherwise as
    /// `DurableTask.parent(_:options:body:finalize:)`.
    public static func parent<RunOutput>(
        _ id: String,
        options: TaskOptions = TaskOptions(),
        body: @escaping @Sendable (Input, TaskContext) async throws -> FanOut<RunOutput>,
        finalize: @escaping @Sendable (ParentResult<RunOutput>, TaskContext) async throws -> Void
    ) -> DurableTask {
        parent(
            id, options: options, body: body,
            finalize: { result, context in
                try await finalize(result, context)
                return NoValue()
            }
        )
    }
}

extension DurableTask where Input == NoValue {
    /// A child without an input; otherwise as ``child(_:retry:delay:timeout:)``.
    public func child(
        retry: RetryPolicy? = nil, delay: Duration? = nil, timeout: Duration? = nil
    ) -> ChildTask {
        child(NoValue(), retry: retry, delay: delay, timeout: timeout)
    }
}
