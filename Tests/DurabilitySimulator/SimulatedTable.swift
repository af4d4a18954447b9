import DurableExecution
import DurableExecutionTesting
import Synchronization

/// The table that all processes of a simulation share: the model of a storage, and a witness of each change.
final class SimulatedTable: Sendable {
    private struct State {
        var model = StorageModel()
        var witness = Witness()
    }

    private let state = Mutex(State())

    var rows: [TaskExecution] { state.withLock { $0.model.rows } }
    var violations: [String] { state.withLock { $0.witness.violations } }
    /// A number that is the same where the same things happened in the same order.
    var digest: UInt64 { state.withLock { $0.witness.digest } }

    func read<Result>(_ body: (StorageModel) -> Result) -> Result { state.withLock { body($0.model) } }

    /// - Parameters:
    ///   - executorID: Of whoever makes the change.
    ///   - now: Unix milliseconds.
    func change<Result: Sendable>(
        by executorID: String, at now: Int64, _ body: (inout StorageModel) throws -> Result
    ) throws -> Result {
        try state.withLock { state in
            let before = state.model.rows
            defer { state.witness.see(before, state.model.rows, by: executorID, at: now) }
            return try body(&state.model)
        }
    }

    func bodyBegan(_ executionID: String, in executorID: String) {
        state.withLock { $0.witness.bodyBegan(executionID, in: executorID) }
    }

    func report(_ violation: String) { state.withLock { $0.witness.report(violation) } }
}
