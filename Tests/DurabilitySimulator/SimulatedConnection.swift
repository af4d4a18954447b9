import DurableExecution
import DurableExecutionTesting
import Synchronization

/// What one process has of the table.
final class SimulatedConnection: TaskExecutionsStorage {
    private let table: SimulatedTable
    private let clock: ManualClock
    private let executorID = Mutex("")

    init(_ table: SimulatedTable, _ clock: ManualClock) {
        self.table = table
        self.clock = clock
    }

    /// The executor is made after its storage.
    func belongs(to executor: DurableExecutor) { executorID.withLock { $0 = executor.id } }

    private func change<Result: Sendable>(_ body: (inout StorageModel) throws -> Result) throws -> Result {
        try table.change(by: executorID.withLock { $0 }, at: clock.now, body)
    }

    func verify() {}
    var queryable: (any QueryableTaskExecutionsStorage)? { nil }
    var prunable: (any PrunableTaskExecutionsStorage)? { nil }
    func shrink() -> Bool { false }
    func changesByOthers() -> AsyncStream<Void> { AsyncStream { $0.finish() } }

    func insert(_ executions: [TaskExecution]) throws {
        let id = executions.first?.executionID ?? ""
        try change { model in
            if !model.insert(executions) { throw TaskExecutionExistsError(.executionID(id)) }
        }
    }

    func get(_ lookups: [TaskExecutionLookup]) -> [TaskExecution?] {
        table.read { model in lookups.map { model.get($0) } }
    }

    func get(sleepingTaskUniqueIDs: [String]) -> [TaskExecution?] {
        table.read { model in sleepingTaskUniqueIDs.map { model.get(sleepingTaskUniqueID: $0) } }
    }

    func update(_ requests: [TaskExecutionUpdateRequest]) throws -> [Bool] {
        try change { model in
            let results = requests.map { model.update($0) }
            if let refused = zip(requests, results).first(where: { $1 == nil })?.0.children.first {
                throw TaskExecutionExistsError(.executionID(refused.executionID))
            }
            return results.compactMap(\.self)
        }
    }

    func updateAndReturn(
        _ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate
    ) throws -> SelectedTaskExecutions {
        try change { SelectedTaskExecutions(executions: $0.select(selector, limit: limit, update: update)) }
    }

    func updateAndCount(_ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate) throws -> Int {
        try change { $0.select(selector, limit: limit, update: update).count }
    }

    func updateAndDecrementParents(
        _ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate
    ) throws -> Int {
        try change { $0.decrementParents(selector, limit: limit, update: update) }
    }

    func children(ofExecutions parentExecutionIDs: [String]) -> [[TaskExecution]] {
        table.read { model in parentExecutionIDs.map { model.children(of: $0) } }
    }

    func updateChildren(_ requests: [ChildTaskExecutionsUpdateRequest]) throws {
        try change { model in for request in requests { model.updateChildren(request) } }
    }

    // Nothing is deleted in a simulation.
    func delete(executionID: String) {}
    func deleteAll() {}
}
