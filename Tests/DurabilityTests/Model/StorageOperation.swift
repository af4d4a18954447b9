import DurableExecutionStorage
import DurableExecutionTesting
import TypedSQL

/// One call of a storage, as a value that can be made again, or left out.
enum StorageOperation: Sendable {
    case insert([TaskExecution])
    case get([TaskExecutionLookup])
    case getAsleep([String])
    case update([TaskExecutionUpdateRequest])
    case select(TaskExecutionSelector, limit: Int, TaskExecutionUpdate)
    case count(TaskExecutionSelector, limit: Int, TaskExecutionUpdate)
    case decrement(TaskExecutionSelector, limit: Int, TaskExecutionUpdate)
    case children([String])
    case updateChildren([ChildTaskExecutionsUpdateRequest])
    case delete(String)

    /// What a call returns.
    struct Outcome: Sendable {
        var rows: [TaskExecution?] = []
        var numbers: [Int] = []
        var isRefused = false

        /// Adds that of a request of the same call.
        mutating func add(_ other: Outcome) {
            rows += other.rows
            isRefused = isRefused || other.isRefused
            numbers = isRefused ? [] : numbers + other.numbers
        }

        func isExactly(_ other: Outcome) -> Bool {
            numbers == other.numbers && isRefused == other.isRefused && areExactly(rows, other.rows)
        }
    }

    /// Each of its requests as a call of its own.
    var requests: [StorageOperation] {
        switch self {
        case .update(let requests): requests.map { .update([$0]) }
        case .updateChildren(let requests): requests.map { .updateChildren([$0]) }
        default: [self]
        }
    }

    func perform(on storage: any TaskExecutionsStorage) async throws -> Outcome {
        do {
            switch self {
            case .insert(let executions):
                try await storage.insert(executions)
                return Outcome()
            case .get(let lookups): return Outcome(rows: try await storage.get(lookups))
            case .getAsleep(let ids): return Outcome(rows: try await storage.get(sleepingTaskUniqueIDs: ids))
            case .update(let requests): return Outcome(numbers: try await storage.update(requests).map { $0 ? 1 : 0 })
            case .select(let selector, let limit, let update):
                let selected = try await storage.updateAndReturn(selector, limit: limit, update: update)
                return Outcome(rows: selected.executions, numbers: [selected.undecodable.count])
            case .count(let selector, let limit, let update):
                return Outcome(numbers: [try await storage.updateAndCount(selector, limit: limit, update: update)])
            case .decrement(let selector, let limit, let update):
                let count = try await storage.updateAndDecrementParents(selector, limit: limit, update: update)
                return Outcome(numbers: [count])
            case .children(let ids):
                let children = try await storage.children(ofExecutions: ids)
                return Outcome(rows: children.flatMap { $0 }, numbers: children.map(\.count))
            case .updateChildren(let requests):
                try await storage.updateChildren(requests)
                return Outcome()
            case .delete(let id):
                try await storage.delete(executionID: id)
                return Outcome()
            }
        } catch is TaskExecutionExistsError {
            return Outcome(isRefused: true)
        }
    }

    /// The same in the model, which is written after the specification alone.
    func perform(on model: inout StorageModel) -> Outcome {
        switch self {
        case .insert(let executions): return Outcome(isRefused: !model.insert(executions))
        case .get(let lookups): return Outcome(rows: lookups.map { model.get($0) })
        case .getAsleep(let ids): return Outcome(rows: ids.map { model.get(sleepingTaskUniqueID: $0) })
        case .update(let requests):
            let results = requests.map { model.update($0) }
            if results.contains(nil) { return Outcome(isRefused: true) }
            return Outcome(numbers: results.map { $0 == true ? 1 : 0 })
        case .select(let selector, let limit, let update):
            return Outcome(rows: model.select(selector, limit: limit, update: update), numbers: [0])
        case .count(let selector, let limit, let update):
            return Outcome(numbers: [model.select(selector, limit: limit, update: update).count])
        case .decrement(let selector, let limit, let update):
            return Outcome(numbers: [model.decrementParents(selector, limit: limit, update: update)])
        case .children(let ids):
            let children = ids.map { model.children(of: $0) }
            return Outcome(rows: children.flatMap { $0 }, numbers: children.map(\.count))
        case .updateChildren(let requests):
            for request in requests { model.updateChildren(request) }
            return Outcome()
        case .delete(let id):
            model.delete(executionID: id)
            return Outcome()
        }
    }
}

/// To the byte: two spellings of the same characters are two texts.
func areExactly(_ left: [TaskExecution?], _ right: [TaskExecution?]) -> Bool {
    left.count == right.count
        && zip(left, right).allSatisfy { left, right in
            guard let left, let right else { return left == nil && right == nil }
            return left.isExactly(right)
        }
}
