import Logging
import Synchronization

/// When a loop goes on after a round.
enum NextRound: Sendable {
    /// There may be more to do.
    case atOnce
    case atSignal
    /// At a signal, or else so many milliseconds after this round began, or at this time where that comes earlier.
    case after(Int64, orAt: Int64? = nil)
    /// At a signal, or else at this uptime.
    case atUptime(Int64)
}

/// One round of a loop's work.
protocol LoopStep: Sendable {
    var name: String { get }
    /// Whether a round that takes long now, or fails for long, shows that the storage stands still.
    var showsStandstills: Bool { get }
    func round() async throws -> NextRound
}

extension LoopStep {
    var showsStandstills: Bool { false }
}

/// Runs a step once at its start and then whenever it is signalled or its time has come, until it is stopped.
///
/// An error never ends it: the round is tried again, and from the third error in a row on the loop slows down and does not
/// listen to signals until its pause is over, which is a fraction of a lease at the most.
final class BackgroundLoop: Sendable {
    private let step: any LoopStep
    private let signal: Signal
    private let timer: SignalTimer
    private let clock: any DurableClock
    private let pauseMs: Int64
    private let longestPauseMs: Int64
    private let thread: LoopThread?
    private let leaseGrace: LeaseGrace
    private let work: ExecutorWork
    private let logger: Logger
    private let metrics: ExecutorMetrics?
    /// How long the last round may take before it is cancelled.
    private let stopTimeout: Duration
    private let isStopped = Atomic(false)
    private let task = Mutex<Task<Void, Never>?>(nil)

    init(_ step: any LoopStep, signal: Signal, core: ExecutorCore) {
        self.step = step
        self.signal = signal
        timer = core.timer
        clock = core.clock
        pauseMs = core.pollMs
        longestPauseMs = max(1, min(5_000, core.leaseMs / 8))
        thread = core.loopThread
        leaseGrace = core.leaseGrace
        work = core.work
        stopTimeout = core.configuration.shutdownCancellationTimeout
        logger = core.logger
        metrics = core.metrics
    }

    /// Does nothing where it is running already or was stopped.
    func start() {
        task.withLock { task in
            guard task == nil, !isStopped.load(ordering: .sequentiallyConsistent) else { return }
            signal.send()
            task = Task(executorPreference: thread) { [self] in await run() }
        }
    }

    /// Lets the present round end, and returns once it has. A round that does not end is cancelled: its storage may wait for a
    /// server that does not answer.
    func stop() async {
        isStopped.store(true, ordering: .sequentiallyConsistent)
        signal.send()
        guard let task = task.withLock({ $0 }) else { return }
        let cancellation = Task { [stopTimeout] in
            try await Task.sleep(for: stopTimeout)
            task.cancel()
        }
        await task.value
        cancellation.cancel()
    }

    private func run() async {
        var errorsInARow = 0
        var pausedUntil = Int64.min
        var firstError = Int64.max
        while true {
            await signal.wait()
            guard !isStopped.load(ordering: .sequentiallyConsistent) else { return }
            guard clock.uptime >= pausedUntil else {
                timer.send(signal, atUptime: pausedUntil)
                continue
            }
            let begin = clock.uptime
            work.roundBegins()
            do {
                switch try await step.round() {
                case .atOnce: signal.send()
                case .atSignal: break
                case .after(let milliseconds, let time):
                    timer.send(signal, atUptime: begin.addingClamped(milliseconds))
                    if let time { timer.send(signal, at: time) }
                case .atUptime(let time): timer.send(signal, atUptime: time)
                }
                errorsInARow = 0
                if step.showsStandstills { leaseGrace.storageAnswered(after: begin) }
            } catch {
                firstError = errorsInARow == 0 ? begin : firstError
                errorsInARow += 1
                if step.showsStandstills { leaseGrace.storageFailed(since: firstError) }
                let pause = pause(afterErrors: errorsInARow)
                let end = clock.uptime.addingClamped(pause)
                if errorsInARow >= 3 { pausedUntil = end }
                timer.send(signal, atUptime: end)
                metrics?.loopFailed(step.name)
                log(error, errorsInARow: errorsInARow)
            }
            work.roundEnds()
        }
    }

    /// Never so long that an executor would sleep for long after its storage has come back, or lose what it runs.
    private func pause(afterErrors errorsInARow: Int) -> Int64 {
        let factor = Int64(1) << min(max(errorsInARow - 2, 0), 5)
        return min(min(pauseMs, longestPauseMs) * factor, longestPauseMs)
    }

    private func log(_ error: any Error, errorsInARow: Int) {
        logger.log(
            level: errorsInARow < 3 ? .warning : .error, "a background loop met an error and tries again",
            metadata: [
                "loop": .string(step.name), "errors_in_a_row": .stringConvertible(errorsInARow), "error": "\(error)",
            ]
        )
    }
}
