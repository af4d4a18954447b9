/// A task as the executor keeps it, its types behind it.
struct RegisteredTask: Sendable {
    let signature: TaskSignature
    let options: TaskOptions
    let maxIterations: Int?
    let isSleeping: Bool
    let isParent: Bool
    let continuation: ParentContinuation
    /// Where its bodies run; `nil` for Swift's own threads.
    let threads: DedicatedThreads?
    let parts: [TaskSignature]
    /// Decodes the input, runs the body, encodes its output.
    let run: @Sendable (_ input: String, TaskContext) async throws -> TaskBodyResult

    init<Input, Output>(_ task: DurableTask<Input, Output>, payloads: TaskPayloads) {
        let definition = task.definition
        signature = task.signature
        options = task.options
        maxIterations = definition.maxIterations
        isSleeping = definition.isSleeping
        isParent = definition.isParent
        continuation = definition.continuation
        threads = task.options.threads
        parts = definition.parts
        run = { text, context in
            let input = try refusingRetries {
                let input = try payloads.decode(Input.self, from: text, what: "input", taskID: task.id)
                try definition.validate?(input)
                return input
            }
            return try await definition.run(input, context, payloads)
        }
    }
}
