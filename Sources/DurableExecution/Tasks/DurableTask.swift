/// A task: an id, how it runs, and what turns an input into an output (reference: `Task`, made by `executor.task`).
///
/// ```swift
/// let resize = DurableTask("resize", timeout: .seconds(30)) { (photo: Photo, context) in
///     try await photo.resized(to: .thumbnail)
/// }
/// try executor.register(resize)
/// ```
///
/// Every kind of task is such a value, whatever it does behind its id: a plain body,
/// `parent(_:retry:delay:timeout:validate:body:finalize:)`, ``sequential(_:_:)``, `looping` or
/// ``sleeping(_:output:timeout:)``.
///
/// A body may run more than once for one execution: it is retried, and it is run elsewhere when its process dies.
public struct DurableTask<Input: Codable & Sendable, Output: Codable & Sendable>: Sendable {
    /// What a plain task does with an input. Any error that it throws is tried again as long as there are attempts left,
    /// unless it says otherwise; see ``TaskFailure``.
    public typealias Body = @Sendable (Input, TaskContext) async throws -> Output

    /// 1 to 255 letters, digits and underscores; unique in an executor.
    public let id: String

    let options: TaskOptions
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
    ///   - retry: Whether and when the body runs again after an error; by default it does not.
    ///   - delay: The time between the enqueueing and the first run, 0 or more; rounded up to milliseconds.
    ///   - timeout: How long one run may take, at least 1 ms, by default 5 minutes; then its Swift task is cancelled and the
    ///     run counts as failed.
    ///   - validate: Refuses an input by throwing, before the body runs; a refused input is not tried again.
    ///   - body: Makes the output of an input. It may run more than once for one execution.
    public init(
        _ id: String,
        retry: TaskRetryOptions = TaskRetryOptions(),
        delay: Duration = .zero,
        timeout: Duration = .seconds(300),
        validate: (@Sendable (Input) throws -> Void)? = nil,
        body: @escaping Body
    ) {
        self.init(
            id, TaskOptions(retry: retry, delay: delay, timeout: timeout),
            TaskDefinition(validate: validate) { input, context, payloads in
                let output = try await body(input, context)
                return .output(try refusingRetries { try payloads.encodeOutput(output, taskID: id) })
            }
        )
    }
}
