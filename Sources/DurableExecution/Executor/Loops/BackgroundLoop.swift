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
    func round() async throws -> NextRound
}

/// Runs a step once at its start and then whenever it is signalled or its time has come, until it is stopped.
///
/// An error never ends it: the round is tried again, and from the third error in a row on the loop slows down and does not
/// listen to signals until its pause is over.
final class BackgroundLoop: Sendable {
    private let step: any LoopStep
    private let signal: Signal
    private let timer: SignalTimer
    private let clock: any DurableClock
    private let pauseMs: Int64
    private let logger: Logger
    private let metrics: ExecutorMetrics?
    private let isStopped = Atomic(false)
    private let task = Mutex<Task<Void, Never>?>(nil)

    init(_ step: any LoopStep, signal: Signal, core: ExecutorCore) {
        self.step = step
        self.signal = signal
        timer = core.timer
        clock = core.clock
        pauseMs = core.configuration.pollInterval.milliseconds
        logger = core.logger
        metrics = core.metrics
    }

    /// Does nothing where it is running already or was stopped.
    func start() {
        task.withLock { task in
            guard task == nil, !isStopped.load(ordering: .sequentiallyConsistent) else { return }
            signal.send()
            task = Task { await run() }
        }
    }

    /// Lets the present round end, and returns once it has.
    func stop() async {
        isStopped.store(true, ordering: .sequentiallyConsistent)
        signal.send()
        await task.withLock { $0 }?.value
    }

    private func run() async {
        var errorsInARow = 0
        var pausedUntil = Int64.min
        while true {
            await signal.wait()
            guard !isStopped.load(ordering: .sequentiallyConsistent) else { return }
            guard clock.uptime >= pausedUntil else {
                timer.send(signal, atUptime: pausedUntil)
                continue
            }
            let begin = clock.uptime
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
            } catch {
                errorsInARow += 1
                let pause = pause(afterErrors: errorsInARow)
                let end = clock.uptime.addingClamped(pause)
                if errorsInARow >= 3 { pausedUntil = end }
                timer.send(signal, atUptime: end)
                metrics?.loopFailed(step.name)
                log(error, errorsInARow: errorsInARow)
            }
        }
    }

    /// Never so long that an executor would sleep for long after its storage has come back.
    private func pause(afterErrors errorsInARow: Int) -> Int64 {
        let factor = Int64(1) << min(max(errorsInARow - 2, 0), 5)
        return max(pauseMs, min(min(pauseMs, 1 << 40) * factor, 5_000))
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
