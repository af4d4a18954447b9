import Metrics
import Synchronization

/// What an executor counts and measures, under names that begin with `durable_execution.`.
final class ExecutorMetrics: Sendable {
    private let activeRuns: Gauge
    private let factory: any MetricsFactory
    private let tasks = Mutex<[String: TaskMetrics]>([:])

    /// `nil` where nobody receives them, so that they cost nothing then.
    init?(_ factory: any MetricsFactory) {
        if factory is NOOPMetricsHandler { return nil }
        self.factory = factory
        activeRuns = Gauge(label: "durable_execution.runs.active", factory: factory)
    }

    /// Those of one task; made once, as a backend may take long to make a metric.
    subscript(taskID: String) -> TaskMetrics {
        tasks.withLock { tasks in
            if let known = tasks[taskID] { return known }
            let new = TaskMetrics(taskID, factory)
            tasks[taskID] = new
            return new
        }
    }

    func enqueued(_ executions: [TaskExecution]) {
        for execution in executions { self[execution.taskID].enqueued() }
    }

    func runsAreActive(_ count: Int) { activeRuns.record(count) }

    /// Takeovers of what executors that died had left behind.
    func recovered(_ what: String, count: Int) {
        if count == 0 { return }
        counter("durable_execution.recoveries", ("kind", what)).increment(by: count)
    }

    /// Rows that can't be read.
    func setAside(count: Int) {
        if count == 0 { return }
        counter("durable_execution.executions.set_aside").increment(by: count)
    }

    /// Writes that the storage refuses for good.
    func refused(count: Int) {
        counter("durable_execution.writes.refused").increment(by: count)
    }

    func loopFailed(_ loop: String) {
        counter("durable_execution.loops.errors", ("loop", loop)).increment()
    }

    /// For what is rare.
    private func counter(_ label: String, _ dimensions: (String, String)...) -> Counter {
        Counter(label: label, dimensions: dimensions, factory: factory)
    }
}
