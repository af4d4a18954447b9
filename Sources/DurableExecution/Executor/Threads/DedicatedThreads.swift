/// Threads for bodies that block: that compute for long without suspending, or call functions that wait.
///
/// Swift's own threads are as many as the processor has cores, and all tasks of a process share them. A body that blocks one of
/// them delays all other bodies, and the rest of your program. Give such a task threads of its own:
///
/// ```swift
/// let threads = DedicatedThreads(count: 4)
/// let render = DurableTask("render", options: TaskOptions(threads: threads)) { (page: Page, _) in page.renderedSlowly() }
/// ```
///
/// Tasks that share an instance share its threads; at most `count` of their bodies run at the same time, others wait. A body
/// that suspends makes room for another one. The threads are started when they are needed, and end with the instance.
///
/// It is a task executor like any other: `withTaskExecutorPreference(threads) { … }` runs a part of a body there.
public final class DedicatedThreads: TaskExecutor, Hashable {
    private let threads: JobThreads

    /// - Parameters:
    ///   - count: The number of threads, at least 1.
    ///   - name: The name of the threads, as debuggers show it.
    public init(count: Int, name: String = "durable bodies") {
        threads = JobThreads(named: name, count: count)
    }

    deinit { threads.stop() }

    /// Runs a job of a task on one of the threads.
    public func enqueue(_ job: consuming ExecutorJob) {
        threads.append(UnownedJob(job), of: asUnownedTaskExecutor())
    }

    public static func == (left: DedicatedThreads, right: DedicatedThreads) -> Bool { left === right }

    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }

    /// How many jobs run or wait, and how many have come so far.
    var activity: (jobs: Int, arrivals: Int) { threads.activity }
}
