import Synchronization

/// One run of one execution's body, or of its finalize function, in this executor: from the claim until its end is stored and its body has returned.
///
/// The two may come in either order: a body that ignores its cancellation returns after the run's end.
final class Run: Sendable {
    enum Phase: Sendable {
        case body
        /// The finalize function of a parent.
        case finalize
    }

    private enum Stage {
        case active
        /// Its end is decided and is being written.
        case ending
        /// Its end is stored, or it is no longer this executor's to end.
        case settled
    }

    private struct State {
        var stage = Stage.active
        var hasBodyReturned = false
        var body: Task<Void, Never>?
        var cancellationReason: TaskCancellationReason?
        /// The uptime before the present lease was written.
        var leaseUptime: Int64
        /// The same of a renewal that is on its way.
        var renewalUptime: Int64?
        var mayHaveStoredEnd = false
    }

    /// As it was claimed.
    let execution: TaskExecution
    let phase: Phase
    /// When it began, by the clock's uptime.
    let startUptime: Int64
    /// When its time is over, by the clock's uptime.
    let deadline: Int64
    /// Of the spans that its own is linked to, as the tracer wrote them down.
    let linkedTraceContexts: [[String: String]]
    private let state: Mutex<State>

    init(
        _ execution: TaskExecution, _ phase: Phase = .body, atUptime uptime: Int64,
        linkedTo children: [TaskExecution] = []
    ) {
        self.execution = execution
        self.phase = phase
        startUptime = uptime
        var contexts: [[String: String]] = []
        // All children of a run carry the same context: that of the run.
        for context in [execution.traceContext, children.first?.traceContext ?? [:]]
        where !context.isEmpty && !contexts.contains(context) {
            contexts.append(context)
        }
        linkedTraceContexts = contexts
        deadline = uptime.addingClamped(execution.timeoutMs)
        state = Mutex(State(leaseUptime: uptime))
    }

    var cancellationReason: TaskCancellationReason? {
        state.withLock { $0.cancellationReason }
    }

    var isActive: Bool {
        state.withLock { $0.stage == .active }
    }

    var isSettled: Bool {
        state.withLock { $0.stage == .settled }
    }

    /// Whether its end is stored, or no longer this executor's business, and its body has returned.
    var isOver: Bool {
        state.withLock { $0.stage == .settled && $0.hasBodyReturned }
    }

    /// Whether the body was given the write that ends the run, and may have had it carried out.
    var mayHaveStoredEnd: Bool {
        state.withLock { $0.mayHaveStoredEnd }
    }

    func mayStoreEnd() {
        state.withLock { $0.mayHaveStoredEnd = true }
    }

    func attach(_ body: Task<Void, Never>) {
        let isCancelled = state.withLock { state in
            if !state.hasBodyReturned { state.body = body }
            return state.cancellationReason != nil
        }
        if isCancelled { body.cancel() }
    }

    func cancelBody(_ reason: TaskCancellationReason) {
        let body = state.withLock { state in
            if state.cancellationReason == nil { state.cancellationReason = reason }
            return state.body
        }
        body?.cancel()
    }

    /// Whether the caller is the one who decides the run's end.
    func beginEnding() -> Bool {
        state.withLock { state in
            guard state.stage == .active else { return false }
            state.stage = .ending
            return true
        }
    }

    struct BodyReturn {
        /// Nobody else has ended the run.
        let decidesEnd: Bool
        /// Nothing of the run is left.
        let freesPlace: Bool
        let cancellationReason: TaskCancellationReason?
    }

    func bodyReturned() -> BodyReturn {
        state.withLock { state in
            state.hasBodyReturned = true
            state.body = nil
            let decidesEnd = state.stage == .active
            if decidesEnd { state.stage = .ending }
            return BodyReturn(
                decidesEnd: decidesEnd, freesPlace: state.stage == .settled,
                cancellationReason: state.cancellationReason
            )
        }
    }

    /// - Returns: `nil` where it was settled before; otherwise whether nothing of the run is left.
    func settle() -> Bool? {
        state.withLock { state in
            guard state.stage != .settled else { return nil }
            state.stage = .settled
            return state.hasBodyReturned
        }
    }

    /// Whether the lease is older than this and no renewal is on its way.
    func beginRenewal(ifOlderThanMs age: Int64, atUptime uptime: Int64) -> Bool {
        state.withLock { state in
            guard state.stage != .settled, state.renewalUptime == nil,
                state.leaseUptime < uptime.subtractingClamped(age)
            else { return false }
            state.renewalUptime = uptime
            return true
        }
    }

    func endRenewal(wasStored: Bool) {
        state.withLock { state in
            if wasStored, let uptime = state.renewalUptime { state.leaseUptime = uptime }
            state.renewalUptime = nil
        }
    }

    /// Whether a renewal is on its way.
    var isRenewing: Bool {
        state.withLock { $0.renewalUptime != nil }
    }
}
