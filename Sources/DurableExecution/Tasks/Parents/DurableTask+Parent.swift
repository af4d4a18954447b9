extension DurableTask {
    /// A parent task with a finalize function: its body returns an output and children, the children run side by side, and
    /// the function makes the task's output of both (reference: `parentTask` with a function as `finalize`).
    ///
    /// - Parameters:
    ///   - id: 1 to 255 letters, digits and underscores.
    ///   - options: How the body runs. Once it has returned it does not run again, whatever becomes of the children. The
    ///     timeout is also that of the function.
    ///   - body: Returns an output and the children.
    ///   - finalize: Makes the output of what the body returned and of the children, failed ones included. It is not tried
    ///     again: an error that it throws ends the task as `finalizeFailed`. It may run twice where its process dies. What
    ///     has to be tried again belongs into a finalize task.
    public static func parent<RunOutput>(
        _ id: String,
        options: TaskOptions = TaskOptions(),
        body: @escaping @Sendable (Input, TaskContext) async throws -> FanOut<RunOutput>,
        finalize: @escaping @Sendable (ParentResult<RunOutput>, TaskContext) async throws -> Output
    ) -> DurableTask {
        var definition = parentDefinition(id, body: body)
        definition.continuation = .finalize { runOutput, children, context, payloads in
            let result = ParentResult(
                output: try payloads.decode(RunOutput.self, from: runOutput, what: "run output", taskID: id),
                children: children
            )
            return try payloads.encodeOutput(try await finalize(result, context), taskID: id)
        }
        return DurableTask(id, options, definition)
    }

    /// A parent task with a finalize task, which has its own retries and timeout, may itself be a parent task, and has to be
    /// registered before this one; otherwise as `DurableTask.parent(_:options:body:finalize:)` (reference:
    /// `parentTask` with a task as `finalize`).
    ///
    /// A finalize task that ends without an output ends this one as `finalizeFailed`, with the same error.
    public static func parent<RunOutput>(
        _ id: String,
        options: TaskOptions = TaskOptions(),
        finalize: DurableTask<ParentResult<RunOutput>, Output>,
        body: @escaping @Sendable (Input, TaskContext) async throws -> FanOut<RunOutput>
    ) -> DurableTask {
        var definition = parentDefinition(id, body: body)
        definition.continuation = .finalizeTask(finalize.signature)
        definition.parts = [finalize.signature]
        return DurableTask(id, options, definition)
    }

    /// A parent task without a finalize: it completes once all children have finished, whatever became of them, and its
    /// output is what the body returned together with the children (reference: `parentTask` without `finalize`); otherwise as
    /// `DurableTask.parent(_:options:body:finalize:)`.
    public static func parent<RunOutput>(
        _ id: String,
        options: TaskOptions = TaskOptions(),
        body: @escaping @Sendable (Input, TaskContext) async throws -> FanOut<RunOutput>
    ) -> DurableTask where Output == ParentResult<RunOutput> {
        DurableTask(
            id, options,
            parentDefinition(id, body: body)
        )
    }

    private static func parentDefinition<RunOutput>(
        _ id: String,
        body: @escaping @Sendable (Input, TaskContext) async throws -> FanOut<RunOutput>
    ) -> TaskDefinition<Input> {
        TaskDefinition(isParent: true) { input, context, payloads in
            let result = try await body(input, context)
            let runOutput = try refusingRetries { try payloads.encodeOutput(result.output, taskID: id) }
            return .children(runOutput: runOutput, result.children)
        }
    }
}
