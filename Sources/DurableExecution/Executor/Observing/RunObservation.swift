import Tracing

/// The metrics and the span of one run of a body or of a finalize function.
struct RunObservation: Sendable {
    private let run: Run
    private let clock: any DurableClock
    private let task: TaskMetrics?
    private let span: (any Span)?

    /// The run begins now.
    init(of run: Run, _ core: ExecutorCore) {
        self.run = run
        clock = core.clock
        task = core.metrics?[run.execution.taskID]
        span = core.tracing?.startSpan(of: run, executorID: core.executorID)
        task?.started()
    }

    /// What is called, and what is enqueued, in here belongs to the run.
    func asCurrentSpan(_ body: () async -> Void) async {
        guard let span else { return await body() }
        await ServiceContext.withValue(span.context, operation: body)
    }

    /// The body has returned, or thrown an error. To be called before anybody hears of it, so that after a shutdown no span is
    /// open.
    func end(_ error: (any Error)?) {
        task?.ran(forMs: clock.uptime - run.startUptime)
        guard let span else { return }
        if let error { span.fail(error, run.cancellationReason) }
        span.end()
    }
}
