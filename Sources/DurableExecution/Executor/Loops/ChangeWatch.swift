import Synchronization

/// Has the loops look at once when another process has written something, where the storage notices that.
final class ChangeWatch: Sendable {
    private struct State {
        var task: Task<Void, Never>?
        var isStopped = false
        var isWatching = false
    }

    private let core: ExecutorCore
    private let state = Mutex(State())

    init(_ core: ExecutorCore) { self.core = core }

    /// Whether the storage notices what others write.
    var isPossible: Bool { state.withLock { $0.isWatching } }

    /// Does nothing where it is running already or was stopped.
    func start() {
        state.withLock { state in
            if state.task != nil || state.isStopped { return }
            state.task = Task(executorPreference: core.loopThread) { [self, core] in
                for await _ in core.storage.changesByOthers() {
                    self.state.withLock { $0.isWatching = true }
                    core.lookAtOnce()
                }
                self.state.withLock { $0.isWatching = false }
            }
        }
    }

    func stop() async {
        let task = state.withLock { state in
            state.isStopped = true
            return state.task
        }
        task?.cancel()
        await task?.value
    }
}

extension ExecutorCore {
    /// Whatever a poll would find is looked for now.
    func lookAtOnce() {
        signals.claim.send()
        signals.parents.send()
        signals.cancellations.send()
        signals.closePreparation.send()
        signals.closing.send()
        watched.pollNext(at: clock.uptime)
        signals.completions.send()
    }
}
