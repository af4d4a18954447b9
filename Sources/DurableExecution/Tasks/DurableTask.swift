/// A task: an id, how it runs, and what turns an input into an output (reference: `Task`, made by `executor.task`).
///
/// ```swift
/// let resize = DurableTask("resize", options: TaskOptions(timeout: .seconds(30))) { (photo: Photo, context) in
///     try await photo.resized(to: .thumbnail)
/// }
/// try executor.register(resize)
/// ```
///
/// Every kind of task is such a value, whatever it does behind its id: a plain body,
/// `DurableTask.parent(_:options:body:finalize:)`, ``sequential(_:_:)``, `looping` or
/// ``sleeping(_:output:timeout:)``.
///
/// A body may run more than once for one execution: it is retried, and it is run elsewhere when its process dies.
public struct DurableTask<Input: Codable & Sendable, Output: Codable & Sendable>: Sendable {
    /// What a plain task does with an input. Any error that it throws is tried again as long as there are attempts left,
    /// unless it says otherwise; see ``TaskFailure``.
    public typealias Body = @Sendable (Input, TaskContext) async throws -> Output

    /// 1 to 255 letters, digits and underscores; unique in an executor.
    public let id: String

    /// How it runs, unless an execution has its own options.
    public let options: TaskOptions
    let definition: TaskDefinition<Input>

    var signature: TaskSignature { TaskSignature(id: id, input: Input.self, output: Output.self) }

    init(_ id: String, _ options: TaskOptions, _ definition: TaskDefinition<Input>) {
        self.id = id
        self.options = options
        self.definition = definition
    }

    /// A task with a plain body. Nothing is checked before it is registered with an executor.
    ///
    /// - Parameters:
    ///   - id: 1 to 255 letters, digits and underscores. It is stored with each execution: keep it when you rename things.
    ///   - options: How it runs; by default at once, for at most 5 minutes, and not again after an error.
    ///   - body: Makes the output of an input. It may run more than once for one execution.
    public init(
        _ id: String,
        options: TaskOptions = TaskOptions(),
        body: @escaping Body
    ) {
        self.init(
            id, options,
            TaskDefinition { input, context, payloads in
                let output = try await body(input, context)
                return .output(try refusingRetries { try payloads.encodeOutput(output, taskID: id) })
            }
        )
    }

    /// This task, which now refuses some inputs.
    ///
    /// ```swift
    /// let charge = DurableTask("charge") { (invoice: Invoice, context) in … }
    ///     .validating { invoice in if invoice.amount <= 0 { throw InvalidAmount() } }
    /// ```
    ///
    /// - Parameter validate: Refuses an input by throwing, before the body runs; a refused input is not tried again. If the task
    ///   validates already, both have to accept the input.
    public func validating(_ validate: @escaping @Sendable (Input) throws -> Void) -> DurableTask {
        var definition = definition
        definition.validate = { [earlier = definition.validate] input in
            try earlier?(input)
            try validate(input)
        }
        return DurableTask(id, options, definition)
    }
}
