import Synchronization

/// The executions that others have taken over from this executor although it lives.
final class MistakenTakeovers: Sendable {
    /// By execution id, when the run began that was taken over.
    private let starts = Mutex<[String: Int64?]>([:])

    func insert(_ run: TaskExecution) { starts.withLock { $0[run.executionID] = run.startedAt } }

    func remove(_ ids: [String]) { starts.withLock { starts in for id in ids { starts[id] = nil } } }

    func first(_ count: Int) -> [(executionID: String, startedAt: Int64?)] {
        starts.withLock { starts in starts.sorted { $0.key < $1.key }.prefix(count).map { ($0.key, $0.value) } }
    }
}

extension ExecutorCore {
    /// Notes that a run is no longer this executor's because another one took it for dead.
    func noteTakeover(of run: Run) {
        mistakenTakeovers.insert(run.execution)
        signals.leases.send()
    }

    /// Takes the takeovers from this executor, which lives, off the count of deaths.
    ///
    /// A count is changed only in the state in which it was read: each takeover changes the status, the executor or the start.
    ///
    /// - Throws: The storage's errors; the next call goes on where this one ended.
    func takeBackMistakenTakeovers() async throws {
        let runs = mistakenTakeovers.first(1000)
        if runs.isEmpty { return }
        let rows = try await storage.get(runs.map { TaskExecutionLookup(executionID: $0.executionID) })
        var done: [String] = []
        var counted: [TaskExecution] = []
        for (run, row) in zip(runs, rows) {
            if let row, row.status == .running, row.startedAt == run.startedAt {
                // It is being taken over, and counted in a moment.
            } else if let row, !row.isFinished, row.recoveries > 0 {
                counted.append(row)
            } else {
                done.append(run.executionID)
            }
        }
        let wereChanged = try await storage.update(counted.map { correction(of: $0) })
        done += zip(counted, wereChanged).compactMap { $1 ? $0.executionID : nil }
        mistakenTakeovers.remove(done)
    }

    private func correction(of row: TaskExecution) -> TaskExecutionUpdateRequest {
        var update = TaskExecutionUpdate(updatedAt: clock.now)
        update.recoveries = row.recoveries - 1
        let requirements = TaskExecutionRequirements(
            status: row.status, executorID: row.executorID, startedAt: row.startedAt
        )
        return TaskExecutionUpdateRequest(executionID: row.executionID, requirements: requirements, update: update)
    }
}
