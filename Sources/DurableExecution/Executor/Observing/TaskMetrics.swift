import Metrics
import Synchronization

/// What an executor counts and measures of one task: the dimension `task` is its id.
final class TaskMetrics: Sendable {
    private let enqueuedExecutions: Counter
    private let startedRuns: Counter
    private let retriedRuns: Counter
    private let queueDelay: Timer
    private let runDuration: Timer
    private let taskID: String
    private let factory: any MetricsFactory
    private let finishedExecutions = Mutex<[TaskExecutionStatus: Counter]>([:])

    init(_ taskID: String, _ factory: any MetricsFactory) {
        self.taskID = taskID
        self.factory = factory
        let task = [("task", taskID)]
        enqueuedExecutions = Counter(label: "durable_execution.executions.enqueued", dimensions: task, factory: factory)
        startedRuns = Counter(label: "durable_execution.runs.started", dimensions: task, factory: factory)
        retriedRuns = Counter(label: "durable_execution.runs.retried", dimensions: task, factory: factory)
        queueDelay = Timer(label: "durable_execution.executions.queue_delay", dimensions: task, factory: factory)
        runDuration = Timer(label: "durable_execution.runs.duration", dimensions: task, factory: factory)
    }

    func enqueued() { enqueuedExecutions.increment() }

    func claimed(afterMs delay: Int64) { queueDelay.recordMilliseconds(max(0, delay)) }

    func started() { startedRuns.increment() }

    func ran(forMs duration: Int64) { runDuration.recordMilliseconds(max(0, duration)) }

    func retried() { retriedRuns.increment() }

    func finished(_ status: TaskExecutionStatus) {
        let counter = finishedExecutions.withLock { counters in
            if let known = counters[status] { return known }
            let new = Counter(
                label: "durable_execution.executions.finished",
                dimensions: [("task", taskID), ("status", status.rawValue)], factory: factory
            )
            counters[status] = new
            return new
        }
        counter.increment()
    }
}
