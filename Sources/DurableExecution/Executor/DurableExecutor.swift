public import Logging
public import Metrics
import Synchronization
public import Tracing

/// Runs tasks that outlive their process: what is enqueued is stored, run by any executor on the same storage, tried again
/// after an error, and taken over when an executor dies (reference: `DurableExecutor`).
///
/// ```swift
/// let executor = try DurableExecutor(storage: storage)
/// let resize = try executor.register(
///     DurableTask("resize", options: TaskOptions(timeout: .seconds(30))) { (photo: Photo, context) in
///         try await photo.resized(to: .thumbnail)
///     }
/// )
/// try await executor.start()
/// let thumbnail = try await executor.enqueue(resize, photo).result()
/// await executor.shutdown()
/// ```
///
/// Tasks are registered before they are enqueued, best before ``start()``: an execution of a task that the executor does not
/// know fails.
public final class DurableExecutor: Sendable {
    /// `ex_` and 24 letters and digits; new for each executor.
    public var id: String { core.executorID }

    let core: ExecutorCore
    private let loops: ExecutorLoops
    private let lifecycle = Mutex(Lifecycle.created)
    private let shutdownActions = Mutex<[@Sendable () -> Void]>([])

    private enum Lifecycle {
        case created
        case running
        case shuttingDown(Task<Void, Never>)
    }

    /// Makes an executor that enqueues, waits, wakes and cancels. It runs nothing before ``start()``.
    ///
    /// - Parameters:
    ///   - storage: Where the executions are; it may be shared by any number of executors.
    ///   - configuration: How it works.
    ///   - clock: Where it takes the time from; tests give it one that they move.
    ///   - randomNumberGenerator: The source of the jitter of retries; tests give it one with a seed.
    ///   - logger: What goes well is logged at `info` and below. Without one nothing is logged.
    ///   - metrics: Where it counts and measures; by default what the process was bootstrapped with by then; see
    ///     <doc:Observing>.
    ///   - tracer: What makes a span for each run; by default what the process was bootstrapped with by then.
    /// - Throws: ``DurableExecutionError`` with ``DurableExecutionError/Code/invalidOption`` where the configuration is not
    ///   valid.
    public init(
        storage: some TaskExecutionsStorage,
        configuration: Configuration = Configuration(),
        clock: some DurableClock = SystemDurableClock(),
        randomNumberGenerator: some RandomNumberGenerator & Sendable = SystemRandomNumberGenerator(),
        logger: Logger = Logger(label: "durable-execution", factory: { _ in SwiftLogNoOpLogHandler() }),
        metrics: any MetricsFactory = MetricsSystem.factory,
        tracer: any Tracer = InstrumentationSystem.tracer
    ) throws {
        try configuration.validate()
        core = ExecutorCore(
            storage: storage, configuration: configuration, clock: clock,
            random: RandomSource(randomNumberGenerator), logger: logger,
            metrics: ExecutorMetrics(metrics), tracing: RunTracing(tracer)
        )
        loops = ExecutorLoops(core)
    }

    /// Makes sure that the storage can keep executions, and begins to run them. A second call does nothing.
    ///
    /// - Throws: ``DurableExecutionError`` with ``DurableExecutionError/Code/shutDown`` after ``shutdown()``; what the storage
    ///   says if it can't be used, such as a table that is missing (see ``TaskExecutionsStorage/verify()``). Nothing has
    ///   begun then, and another call may succeed.
    public func start() async throws {
        try checkNotShutDown()
        try await core.storage.verify()
        try lifecycle.withLock { lifecycle in
            switch lifecycle {
            case .created:
                lifecycle = .running
                loops.start()
            case .running: return
            case .shuttingDown: throw DurableExecutionError.wasShutDown
            }
        }
    }

    /// Takes no more executions, waits for the bodies that run, cancels those that run for longer than
    /// ``Configuration/shutdownTimeout``, gives back what has not ended even then, and returns once every loop has ended and
    /// all is written, or the storage has refused it for ``Configuration/shutdownCancellationTimeout``. Those who wait for
    /// results get an error. A second call waits for the first and does nothing else.
    ///
    /// An executor that was never started is shut down too, if results were waited for with it.
    public func shutdown() async {
        let shutdown = lifecycle.withLock { lifecycle in
            if case .shuttingDown(let shutdown) = lifecycle { return shutdown }
            let shutdown = Task(executorPreference: core.loopThread) { [loops] in await loops.shutDown() }
            lifecycle = .shuttingDown(shutdown)
            return shutdown
        }
        let actions = shutdownActions.withLock { actions in
            defer { actions = [] }
            return actions
        }
        for action in actions { action() }
        await shutdown.value
    }

    /// Calls `action` once a shutdown begins, at once if one has begun.
    func onShutdown(_ action: @escaping @Sendable () -> Void) {
        shutdownActions.withLock { $0.append(action) }
        if isShutDown { action() }
    }

    func checkNotShutDown() throws(DurableExecutionError) {
        if isShutDown { throw .wasShutDown }
    }

    private var isShutDown: Bool {
        lifecycle.withLock { lifecycle in
            if case .shuttingDown = lifecycle { true } else { false }
        }
    }

    /// Waits for the end of an execution.
    func end(of completion: Completion) async throws -> TaskExecutionEnd {
        if let finished = completion.finished { return finished }
        // No storage has such an id, and not every database can be asked for it.
        if completion.executionID.utf8.contains(0) { throw DurableExecutionError.notFound(completion.executionID) }
        try checkNotShutDown()
        return try await completion.wait { isFirst in
            if isFirst { loops.watch(completion) }
            // A shutdown that began meanwhile may have missed this waiter.
            if isShutDown { completion.fail(DurableExecutionError.wasShutDown) }
        }
    }
}

extension DurableExecutionError {
    static let wasShutDown = DurableExecutionError(
        .shutDown, "the executor was shut down; make another one to go on"
    )
}
