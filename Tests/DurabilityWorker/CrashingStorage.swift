import DurableExecutionStorage
import Foundation
import Synchronization
import TypedSQL

/// A storage whose process dies at one point.
final class CrashingStorage<Base: TaskExecutionsStorage>: TaskExecutionsStorage {
    private let base: Base
    private let point: StorageCrashPoint
    private let skipped = Atomic(0)

    init(_ base: Base, at point: StorageCrashPoint) {
        self.base = base
        self.point = point
    }

    private func perform<Result: Sendable>(
        _ operation: StorageCrashPoint.Operation, _ body: () async throws -> Result
    ) async throws -> Result {
        let isHere =
            operation == point.operation && skipped.add(1, ordering: .relaxed).oldValue == point.skipped
        if isHere, point.moment == .before { die() }
        let result = try await body()
        if isHere { die() }
        return result
    }

    private func die() {
        kill(getpid(), SIGKILL)
    }

    private func operation(_ selector: TaskExecutionSelector) -> StorageCrashPoint.Operation {
        switch selector {
        case .startable: .claim
        case .childrenFinished: .takeParents
        case .closing: .close
        case .expired(_, let isSleepingTask, _): isSleepingTask ? .endSleeping : .recoverRuns
        case .processingExpired: .recoverProcessing
        case .closingExpired: .recoverClosing
        case .ofExecutor: .cancellations
        case .finished: .closePreparation
        }
    }

    func verify() async throws { try await base.verify() }
    var queryable: (any QueryableTaskExecutionsStorage)? { base.queryable }
    var prunable: (any PrunableTaskExecutionsStorage)? { base.prunable }
    func shrink() async throws -> Bool { try await base.shrink() }
    func changesByOthers() -> AsyncStream<Void> { base.changesByOthers() }

    func insert(_ executions: [TaskExecution]) async throws {
        try await perform(.insert) { try await base.insert(executions) }
    }

    func get(_ lookups: [TaskExecutionLookup]) async throws -> [TaskExecution?] {
        try await perform(.get) { try await base.get(lookups) }
    }

    func get(sleepingTaskUniqueIDs: [String]) async throws -> [TaskExecution?] {
        try await perform(.get) { try await base.get(sleepingTaskUniqueIDs: sleepingTaskUniqueIDs) }
    }

    func update(_ requests: [TaskExecutionUpdateRequest]) async throws -> [Bool] {
        let hasChildren = requests.contains { !$0.children.isEmpty }
        return try await perform(hasChildren ? .insertChildren : .end) { try await base.update(requests) }
    }

    func updateAndReturn(
        _ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate
    ) async throws -> SelectedTaskExecutions {
        try await perform(operation(selector)) {
            try await base.updateAndReturn(selector, limit: limit, update: update)
        }
    }

    func updateAndCount(
        _ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate
    ) async throws -> Int {
        try await perform(operation(selector)) {
            try await base.updateAndCount(selector, limit: limit, update: update)
        }
    }

    func updateAndDecrementParents(
        _ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate
    ) async throws -> Int {
        try await perform(operation(selector)) {
            try await base.updateAndDecrementParents(selector, limit: limit, update: update)
        }
    }

    func children(ofExecutions parentExecutionIDs: [String]) async throws -> [[TaskExecution]] {
        try await perform(.children) { try await base.children(ofExecutions: parentExecutionIDs) }
    }

    func updateChildren(_ requests: [ChildTaskExecutionsUpdateRequest]) async throws {
        try await perform(.updateChildren) { try await base.updateChildren(requests) }
    }

    func delete(executionID: String) async throws { try await base.delete(executionID: executionID) }

    func deleteAll() async throws { try await base.deleteAll() }
}
