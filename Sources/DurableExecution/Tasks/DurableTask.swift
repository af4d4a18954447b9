/// A task: an id, how it runs, and a body that turns an input into an output.
///
/// ```swift
/// let resize = DurableTask("resize", timeout: .seconds(30)) { (photo: Photo, context) in
///     try await photo.resized(to: .thumbnail)
/// }
/// try executor.register(resize)
/// ```
///
/// A body may run more than once for one execution: it is retried, and it is run elsewhere when its process dies.
public struct DurableTask<Input: Codable & Sendable, Output: Codable & Sendable>: Sendable {
    public typealias Body = @Sendable (Input, TaskContext) async throws -> Output

    /// 1 to 255 letters, digits and underscores; unique in an executor.
    public let id: String

    let options: TaskOptions
    let validate: (@Sendable (Input) throws -> Void)?
    let body: Body

    /// - Parameters:
    ///   - id: 1 to 255 letters, digits and underscores.
    ///   - retry: Whether and when the body runs again after an error; by default it does not.
    ///   - delay: The time between the enqueueing and the first run.
    ///   - timeout: How long one run may take, at least 1 ms, by default 5 minutes; then its Swift task is cancelled and the
    ///     run counts as failed.
    ///   - validate: Refuses an input by throwing, before the body runs; a refused input is not tried again.
    public init(
        _ id: String,
        retry: TaskRetryOptions = TaskRetryOptions(),
        delay: Duration = .zero,
        timeout: Duration = .seconds(300),
        validate: (@Sendable (Input) throws -> Void)? = nil,
        body: @escaping Body
    ) {
        self.id = id
        self.options = TaskOptions(
            retry: retry, sleepMsBeforeRun: delay.milliseconds, timeoutMs: timeout.milliseconds
        )
        self.validate = validate
        self.body = body
    }
}
