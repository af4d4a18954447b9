import Logging
import Synchronization

/// What the parts of one executor share.
final class ExecutorCore: Sendable {
    /// One signal a loop; whoever has work for a loop sends its signal.
    struct Signals: Sendable {
        let claim = Signal()
        let writes = Signal()
        /// For parents whose children have finished.
        let parents = Signal()
        let sleepTimeouts = Signal()
        let timeouts = Signal()
        let leases = Signal()
        let cancellations = Signal()
        let completions = Signal()
        let closePreparation = Signal()
        let closing = Signal()
        /// For loops that have left iterations behind.
        let loopTrims = Signal()
        /// For the shutdown: a body or a write ended.
        let drained = Signal()
    }

    let executorID: String
    let storage: any TaskExecutionsStorage
    let configuration: DurableExecutor.Configuration
    let clock: any DurableClock
    let random: RandomSource
    let logger: Logger
    let metrics: ExecutorMetrics?
    let tracing: RunTracing?
    let payloads: TaskPayloads
    let identifiers: IdentifierGenerator
    let tasks = TaskRegistry()
    /// Where the loops run; `nil` for Swift's own threads.
    let loopThread: LoopThread?
    let timer: SignalTimer
    let work: ExecutorWork
    let signals = Signals()
    let runs: RunRegistry
    let deadlines: RunDeadlines
    let isolation: Isolation
    let writes = ExecutionWriteQueue()
    let leaseGrace: LeaseGrace
    let mistakenTakeovers = MistakenTakeovers()
    let loopTrims: LoopTrims
    /// Once it is known.
    let isTableShared = Mutex<Bool?>(nil)
    let childMemory = ChildMemory()
    let dueTimes = DueTimes()
    let sleepTimeouts = DueTimes()
    let completions = Completions()
    let watched = WatchedCompletions()
    /// Whether somebody here takes executions that are due.
    let isClaiming = Atomic(false)

    /// When the claim began that is under way, by the clock's time; in the far past where none is.
    let claimTime = Atomic(Int64.min)

    let pollMs: Int64
    let leaseMs: Int64

    init(
        storage: any TaskExecutionsStorage, configuration: DurableExecutor.Configuration, clock: any DurableClock,
        random: RandomSource, logger: Logger, metrics: ExecutorMetrics?, tracing: RunTracing?
    ) {
        identifiers = IdentifierGenerator(clock: clock)
        executorID = identifiers.executorID()
        self.storage = storage
        self.configuration = configuration
        self.clock = clock
        self.random = random
        self.metrics = metrics
        self.tracing = tracing
        var logger = logger
        logger[metadataKey: "executor_id"] = .string(executorID)
        self.logger = logger
        payloads = configuration.payloads
        loopThread = configuration.hasLoopThread ? LoopThread() : nil
        timer = SignalTimer(clock: clock, thread: loopThread)
        loopTrims = LoopTrims(kept: (configuration.retention ?? RetentionPolicy()).loopIterations)
        runs = RunRegistry(places: configuration.maxConcurrentTaskExecutions)
        work = ExecutorWork(by: clock, on: loopThread, runs)
        deadlines = RunDeadlines(of: runs)
        pollMs = configuration.pollInterval.milliseconds
        leaseMs = configuration.leaseDuration.milliseconds
        isolation = Isolation(windowMs: leaseMs)
        leaseGrace = LeaseGrace(clock: clock, leaseMs: leaseMs)
    }

    /// Makes sure that an execution that is `ready` is taken when it is due.
    func claim(at startAt: Int64) {
        guard isClaiming.load(ordering: .relaxed) else { return }
        guard startAt > clock.now else { return signals.claim.send() }
        dueTimes.insert(startAt)
        timer.send(signals.claim, at: startAt)
    }

    /// Makes sure that a sleeping task ends when its time is over.
    func timeOutSleeper(at time: Int64) {
        guard isClaiming.load(ordering: .relaxed) else { return }
        sleepTimeouts.insert(time)
        timer.send(signals.sleepTimeouts, at: time)
    }

    /// Only while this executor runs it.
    var runningHere: TaskExecutionRequirements {
        TaskExecutionRequirements(status: .running, executorID: executorID)
    }
}
