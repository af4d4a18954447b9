extension DurableTask {
    /// A parent task with a finalize function: its body returns an output and children, the children run side by side, and
    /// the function makes the task's output of both (reference: `parentTask` with a function as `finalize`).
    ///
    /// - Parameters:
    ///   - id: 1 to 255 letters, digits and underscores.
    ///   - retry: Whether and when the body runs again after an error. Once it has returned it does not run again, whatever
    ///     becomes of the children.
    ///   - delay: The time between the enqueueing and the first run.
    ///   - timeout: How long one run of the body may take, and how long the function may.
    ///   - validate: Refuses an input by throwing, before the body runs.
    ///   - body: Returns an output and the children.
    ///   - finalize: Makes the output of what the body returned and of the children, failed ones included. It is not tried
    ///     again: an error that it throws ends the task as `finalizeFailed`. It may run twice where its process dies. What
    ///     has to be tried again belongs into a finalize task.
    public static func parent<RunOutput>(
        _ id: String,
        retry: TaskRetryOptions = TaskRetryOptions(),
        delay: Duration = .zero,
        timeout: Duration = .seconds(300),
        validate: (@Sendable (Input) throws -> Void)? = nil,
        body: @escaping @Sendable (Input, TaskContext) async throws -> FanOut<RunOutput>,
        finalize: @escaping @Sendable (ParentResult<RunOutput>, TaskContext) async throws -> Output
    ) -> DurableTask {
        var definition = parentDefinition(id, validate: validate, body: body)
        definition.continuation = .finalize { runOutput, children, context, payloads in
            let result = ParentResult(
                output: try payloads.decode(RunOutput.self, from: runOutput, what: "run output", taskID: id),
                children: children
            )
            return try payloads.encodeOutput(try await finalize(result, context), taskID: id)
        }
        return DurableTask(id, TaskOptions(retry: retry, delay: delay, timeout: timeout), definition)
    }

    /// A parent task with a finalize task, which has its own retries and timeout, may itself be a parent task, and has to be
    /// registered before this one; otherwise as `parent(_:retry:delay:timeout:validate:body:finalize:)` (reference:
    /// `parentTask` with a task as `finalize`).
    ///
    /// A finalize task that ends without an output ends this one as `finalizeFailed`, with the same error.
    public static func parent<RunOutput>(
        _ id: String,
        retry: TaskRetryOptions = TaskRetryOptions(),
        delay: Duration = .zero,
        timeout: Duration = .seconds(300),
        validate: (@Sendable (Input) throws -> Void)? = nil,
        finalize: DurableTask<ParentResult<RunOutput>, Output>,
        body: @escaping @Sendable (Input, TaskContext) async throws -> FanOut<RunOutput>
    ) -> DurableTask {
        var definition = parentDefinition(id, validate: validate, body: body)
        definition.continuation = .finalizeTask(finalize.signature)
        definition.parts = [finalize.signature]
        return DurableTask(id, TaskOptions(retry: retry, delay: delay, timeout: timeout), definition)
    }

    /// A parent task without a finalize: it completes once all children have finished, whatever became of them, and its
    /// output is what the body returned together with the children (reference: `parentTask` without `finalize`); otherwise as
    /// `parent(_:retry:delay:timeout:validate:body:finalize:)`.
    public static func parent<RunOutput>(
        _ id: String,
        retry: TaskRetryOptions = TaskRetryOptions(),
        delay: Duration = .zero,
        timeout: Duration = .seconds(300),
        validate: (@Sendable (Input) throws -> Void)? = nil,
        body: @escaping @Sendable (Input, TaskContext) async throws -> FanOut<RunOutput>
    ) -> DurableTask where Output == ParentResult<RunOutput> {
        DurableTask(
            id, TaskOptions(retry: retry, delay: delay, timeout: timeout),
            parentDefinition(id, validate: validate, body: body)
        )
    }

    private static func parentDefinition<RunOutput>(
        _ id: String,
        validate: (@Sendable (Input) throws -> Void)?,
        body: @escaping @Sendable (Input, TaskContext) async throws -> FanOut<RunOutput>
    ) -> TaskDefinition<Input> {
        TaskDefinition(validate: validate, isParent: true) { input, context, payloads in
            let result = try await body(input, context)
            let runOutput = try refusingRetries { try payloads.encodeOutput(result.output, taskID: id) }
            return .children(runOutput: runOutput, result.children)
        }
    }
}
