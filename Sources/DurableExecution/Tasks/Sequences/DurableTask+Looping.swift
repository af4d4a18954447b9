extension DurableTask {
    /// A task that repeats another one until it says that it is done, or the attempts are used up
    /// (reference: `loopingTask`). An iteration that ends without an output ends the loop as `finalizeFailed`.
    ///
    /// Each iteration is an execution of its own with the loop's input, with its own retries and timeout; the loop goes on
    /// where it was when a process dies. The iteration task has to be registered before.
    ///
    /// While it goes on, the last iterations are kept, as many as ``RetentionPolicy/loopIterations`` says. A loop can't be shared
    /// with the TypeScript package, whose loops are stored in another form.
    ///
    /// - Parameters:
    ///   - id: 1 to 255 letters, digits and underscores.
    ///   - iteration: What is repeated; ``TaskContext/indexInParent`` tells it how often it ran before.
    ///   - maxIterations: The most iterations there may be, at least 1.
    ///   - delay: The time before an iteration, in place of the iteration task's own; the attempts are counted from 0.
    public static func looping<LoopOutput>(
        _ id: String,
        repeating iteration: DurableTask<Input, LoopIteration<LoopOutput>>,
        maxIterations: Int,
        delay: @escaping @Sendable (_ attempt: Int) -> Duration
    ) -> DurableTask where Output == LoopResult<LoopOutput> {
        looping(id, repeating: iteration, maxIterations: maxIterations, optionalDelay: { delay($0) })
    }

    private static func looping<LoopOutput>(
        _ id: String,
        repeating iteration: DurableTask<Input, LoopIteration<LoopOutput>>,
        maxIterations: Int,
        optionalDelay delay: @escaping @Sendable (_ attempt: Int) -> Duration?
    ) -> DurableTask where Output == LoopResult<LoopOutput> {
        let repeated = TaskChainStep(iteration)
        var definition = TaskDefinition<Input> { input, _, payloads in
            let text = try refusingRetries { try payloads.encodeInput(input, taskID: id) }
            let runOutput = try refusingRetries { try payloads.encodeOutput(NoValue(), taskID: id) }
            return .children(runOutput: runOutput, [try repeated.child(input: text, delay: delay(0), payloads)])
        }
        definition.parts = [iteration.signature]
        definition.continuation = .sequence(
            TaskSequence(plannedTaskIDs: []) { step, payloads in
                let result = try payloads.decode(
                    LoopIteration<LoopOutput>.self, from: step.output, what: "output", taskID: iteration.id
                )
                if case .done(let output) = result {
                    return .output(try payloads.encodeOutput(LoopResult.success(output), taskID: id))
                }
                let attempt = step.index + 1
                guard attempt < maxIterations else {
                    return .output(try payloads.encodeOutput(LoopResult<LoopOutput>.exhausted, taskID: id))
                }
                return .child(try repeated.child(input: step.input, delay: delay(attempt), payloads))
            }
        )
        definition.maxIterations = maxIterations
        return DurableTask(id, TaskOptions(), definition)
    }

    /// As the other `looping`, with the same time before each iteration.
    ///
    /// - Parameters:
    ///   - id: The id of the task.
    ///   - iteration: The task that is repeated.
    ///   - maxIterations: The maximum number of iterations.
    ///   - delay: The time before each iteration; `nil` is the iteration task's own.
    public static func looping<LoopOutput>(
        _ id: String,
        repeating iteration: DurableTask<Input, LoopIteration<LoopOutput>>,
        maxIterations: Int,
        delay: Duration? = nil
    ) -> DurableTask where Output == LoopResult<LoopOutput> {
        looping(id, repeating: iteration, maxIterations: maxIterations, optionalDelay: { _ in delay })
    }
}
