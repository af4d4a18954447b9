import Synchronization

/// What this executor runs itself, whatever its leases say.
extension ExecutorCore {
    /// Whether the run that a row tells of is under way here, or about to be.
    func isRunningHere(_ row: TaskExecution) -> Bool {
        // Read first: a claim that ends in between has put its runs into the registry.
        if row.startedAt == claimTime.load(ordering: .sequentiallyConsistent) { return true }
        guard let run = runs[row.executionID], run.phase == .body, !run.isSettled else { return false }
        return run.execution.startedAt == row.startedAt
    }

    /// Whether the finalize function of a parent runs here.
    func isFinalizingHere(_ row: TaskExecution) -> Bool {
        guard let run = runs[row.executionID], run.phase == .finalize else { return false }
        return !run.isSettled
    }
}
