import Logging
import Synchronization

/// The loops of an executor, and the order in which they end.
struct ExecutorLoops: Sendable {
    private let core: ExecutorCore
    /// What takes on work, and ends first.
    private let intake: [BackgroundLoop]
    /// What running bodies need until the last of them has ended.
    private let support: [BackgroundLoop]
    /// Runs from the first wait on, also where the executor was not started.
    private let completions: BackgroundLoop
    private let changes: ChangeWatch

    init(_ core: ExecutorCore) {
        self.core = core
        let signals = core.signals
        let recovery = RecoveryStep.Kind.allCases.map { kind in
            BackgroundLoop(RecoveryStep(core: core, kind: kind), signal: Signal(), core: core)
        }
        intake =
            recovery + [
                BackgroundLoop(RunRecoveryStep(core: core), signal: Signal(), core: core),
                BackgroundLoop(ClaimStep(core: core), signal: signals.claim, core: core),
                BackgroundLoop(ChildrenFinishedStep(core: core), signal: signals.parents, core: core),
                BackgroundLoop(SleepTimeoutStep(core: core), signal: signals.sleepTimeouts, core: core),
            ]
        let retention = RetentionStep(core: core).map { [BackgroundLoop($0, signal: Signal(), core: core)] } ?? []
        let trim = LoopTrimStep(core: core).map { [BackgroundLoop($0, signal: signals.loopTrims, core: core)] } ?? []
        support =
            retention + trim + [
                BackgroundLoop(TimeoutStep(core: core), signal: signals.timeouts, core: core),
                BackgroundLoop(CancellationStep(core: core), signal: signals.cancellations, core: core),
                BackgroundLoop(LeaseRenewalStep(core: core), signal: signals.leases, core: core),
                BackgroundLoop(ExecutionWriteStep(core: core), signal: signals.writes, core: core),
                BackgroundLoop(ClosePreparationStep(core: core), signal: signals.closePreparation, core: core),
                BackgroundLoop(CloseStep(core: core), signal: signals.closing, core: core),
            ]
        completions = BackgroundLoop(CompletionStep(core: core), signal: signals.completions, core: core)
        changes = ChangeWatch(core)
    }

    func start() {
        core.isClaiming.store(true, ordering: .relaxed)
        core.leaseGrace.begin()
        for loop in support + intake { loop.start() }
        changes.start()
        core.logger.info("the executor has started")
    }

    /// Sees to it that somebody looks whether the execution has finished in another process.
    func watch(_ completion: Completion) {
        completions.start()
        changes.start()
        let nextPoll = core.clock.uptime.addingClamped(core.pollMs)
        // Another process may have finished it, and that change may have been noticed before anybody waited.
        let isElsewhere = changes.isPossible && core.runs[completion.executionID] == nil
        if let time = core.watched.insert(completion, nextPoll: nextPoll, isElsewhere: isElsewhere) {
            core.timer.send(core.signals.completions, atUptime: time)
        } else {
            core.signals.completions.send()
        }
    }

    func shutDown() async {
        core.isClaiming.store(false, ordering: .relaxed)
        await changes.stop()
        await stop(intake)
        await endBodies()
        // Not for ever: the storage may be away, or refuse what is to be written.
        await wait(core.configuration.shutdownCancellationTimeout) { core.runs.isEmpty && core.writes.isDone }
        reportLeftovers()
        await stop(support)
        await completions.stop()
        await core.timer.stop()
        core.loopThread?.stop()
        core.watched.removeAll()
        core.completions.failAll(DurableExecutionError.wasShutDown)
        core.logger.info("the executor has shut down")
    }

    private func stop(_ loops: [BackgroundLoop]) async {
        for loop in loops { await loop.stop() }
    }

    private func endBodies() async {
        await wait(core.configuration.shutdownTimeout) { core.runs.runningBodies == 0 }
        if core.runs.runningBodies == 0 { return }
        for run in core.runs.all { run.cancelBody(.shuttingDown) }
        await wait(core.configuration.shutdownCancellationTimeout) { core.runs.runningBodies == 0 }
        for run in core.runs.all { core.giveBack(run) }
    }

    private func reportLeftovers() {
        if core.runs.runningBodies == 0, core.runs.isEmpty { return }
        core.logger.warning(
            """
            the executor was shut down while bodies that ignore their cancellation still run, or ends of runs could not be \
            stored
            """,
            metadata: [
                "bodies": .stringConvertible(core.runs.runningBodies),
                "unwritten": .stringConvertible(core.runs.count),
            ]
        )
    }

    private func wait(_ limit: Duration, until isDone: () -> Bool) async {
        let end = core.clock.uptime.addingClamped(limit.milliseconds)
        while !isDone(), core.clock.uptime < end {
            core.timer.send(core.signals.drained, atUptime: end)
            await core.signals.drained.wait()
        }
    }
}
