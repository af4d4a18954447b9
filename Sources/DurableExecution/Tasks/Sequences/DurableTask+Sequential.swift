extension DurableTask {
    /// The beginning of a chain: this task, and then one that takes its output.
    ///
    /// ```swift
    /// upload.then(transcode).then(announce)
    /// ```
    public func then<Next>(_ task: DurableTask<Output, Next>) -> TaskChain<Input, Next> {
        TaskChain(steps: [TaskChainStep(self), TaskChainStep(task)])
    }

    /// Tasks that run one after the other (reference: `sequentialTasks`). The first gets the input, each of the others the
    /// output of the one before, and the output of the last is the output of the whole. One that ends without an output ends
    /// the whole as `finalizeFailed`.
    ///
    /// Each step is an execution of its own with its own retries and timeout; what is done is not done again when a process
    /// dies. The tasks have to be registered before.
    ///
    /// - Parameters:
    ///   - id: 1 to 255 letters, digits and underscores.
    ///   - chain: The tasks, made with ``then(_:)``.
    public static func sequential(_ id: String, _ chain: TaskChain<Input, Output>) -> DurableTask {
        let steps = chain.steps
        var definition = TaskDefinition<Input> { input, _, payloads in
            let text = try refusingRetries { try payloads.encodeInput(input, taskID: id) }
            let runOutput = try refusingRetries { try payloads.encodeOutput(NoValue(), taskID: id) }
            return .children(runOutput: runOutput, [try steps[0].child(input: text, payloads)])
        }
        definition.parts = steps.map(\.signature)
        definition.continuation = .sequence(
            TaskSequence(plannedTaskIDs: steps.map(\.signature.id)) { step, payloads in
                let index = step.index + 1
                guard index < steps.count else { return .output(step.output) }
                return .child(try steps[index].child(input: step.output, payloads))
            }
        )
        return DurableTask(id, TaskOptions(), definition)
    }
}
