import Tracing

/// A span for each run, linked to the span that was active where the execution was enqueued.
struct RunTracing: Sendable {
    private let tracer: any Tracer

    /// `nil` where nobody traces, so that it costs nothing then.
    init?(_ tracer: any Tracer) {
        if tracer is NoOpTracer { return nil }
        self.tracer = tracer
    }

    /// What is stored with an execution that is enqueued now; empty outside of a span.
    var currentContext: [String: String] {
        var carrier: [String: String] = [:]
        if let context = ServiceContext.current { tracer.inject(context, into: &carrier, using: TraceCarrier()) }
        return carrier
    }

    /// Starts the span of a run: the root of a trace of its own, as it may come long after the one that enqueued it.
    func startSpan(of run: Run, executorID: String) -> any Span {
        let execution = run.execution
        let span = tracer.startSpan(
            run.phase == .body ? execution.taskID : "\(execution.taskID) finalize", context: .topLevel,
            ofKind: .consumer
        )
        span.updateAttributes { attributes in
            attributes["durable_execution.task.id"] = execution.taskID
            attributes["durable_execution.execution.id"] = execution.executionID
            attributes["durable_execution.attempt"] = execution.retryAttempts
            attributes["durable_execution.executor.id"] = executorID
        }
        for carrier in run.linkedTraceContexts {
            var context = ServiceContext.topLevel
            tracer.extract(carrier, into: &context, using: TraceCarrier())
            if !context.isEmpty { span.addLink(SpanLink(context: context, attributes: [:])) }
        }
        return span
    }
}

extension Span {
    /// Why the run that the span is of has no output.
    func fail(_ error: any Error, _ reason: TaskCancellationReason?) {
        let error = TaskExecutionError(thrownByBody: error)
        setStatus(SpanStatus(code: .error, message: reason.map { "\($0)" } ?? error.kind.rawValue))
        recordError(error)
    }
}
