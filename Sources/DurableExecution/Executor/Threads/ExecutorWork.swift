import Synchronization

/// What an executor is doing, for a clock that moves on only when everything due has been done.
final class ExecutorWork: ClockedWorker {
    private let loopThread: LoopThread?
    private let runs: RunRegistry
    private let rounds = Atomic(0)
    /// Where bodies run that have no threads of their own; `nil` for Swift's, which can't be asked whether they are at work.
    let bodyThreads: DedicatedThreads?
    private let otherThreads = Mutex<Set<DedicatedThreads>>([])

    init(by clock: any DurableClock, on loopThread: LoopThread?, _ runs: RunRegistry) {
        self.loopThread = loopThread
        self.runs = runs
        let steppedClock = loopThread == nil ? nil : clock as? any SteppedClock
        // As many as there may be bodies that block: the test has to go on.
        bodyThreads = steppedClock.map { _ in DedicatedThreads(count: 64) }
        steppedClock?.join(self)
    }

    func roundBegins() { rounds.add(1, ordering: .sequentiallyConsistent) }
    func roundEnds() { rounds.subtract(1, ordering: .sequentiallyConsistent) }

    /// Where a body runs.
    func threads(of task: RegisteredTask?) -> DedicatedThreads? {
        guard let threads = task?.threads else { return bodyThreads }
        if bodyThreads != nil { otherThreads.withLock { _ = $0.insert(threads) } }
        return threads
    }

    // Read in this order: what begins after it was looked at comes with a job, which is counted at the end.
    var activity: ClockedActivity {
        var activity = ClockedActivity()
        activity.bodies = runs.count
        activity.work = rounds.load(ordering: .sequentiallyConsistent)
        let bodyThreads = otherThreads.withLock { Array($0) } + [self.bodyThreads].compactMap(\.self)
        for (jobs, arrivals) in bodyThreads.map(\.activity) {
            activity.bodyCount += arrivals
            activity.work += jobs
        }
        activity.count = activity.bodyCount
        if let (jobs, arrivals) = loopThread?.activity {
            activity.count += arrivals
            activity.work += jobs
        }
        return activity
    }
}
