import DurableExecutionStorage
import DurableExecutionTesting
import TypedSQL

/// Carries out a sequence of operations in a storage and in the model, and compares what they return and what they hold after
/// each step.
struct ModelComparison {
    var storage: ComparedStorage
    var operations: [StorageOperation]

    /// The first difference; `nil` where there is none.
    func difference() async throws -> String? {
        try await storage.withClients { clients in
            // More than one where it can't be told yet which of two operations was first: rows that are inserted at the same
            // time look the same, until a selector takes the older one.
            var models = [StorageModel()]
            var index = 0
            while index < operations.count {
                // Every third step is two operations of two clients at the same time.
                let pair = Array(operations[index...].prefix(2))
                let isPair = index % 3 == 2 && pair.count == 2 && pair.allSatisfy(canRunBesideAnother)
                let step = isPair ? pair : Array(pair.prefix(1))
                models = try await carryOut(step, on: clients, models)
                if models.isEmpty { return "step \(index) returned something else than the model" }
                for client in clients where !areExactly(try await client.get(Self.lookups), Self.rows(of: models[0])) {
                    return "the rows differ after step \(index)"
                }
                index += step.count
            }
            return nil
        }
    }

    /// On a server a selector leaves out the rows that another client has locked, which the model knows nothing of.
    private func canRunBesideAnother(_ operation: StorageOperation) -> Bool {
        switch operation {
        case .select, .count, .decrement: !storage.isOnServer
        default: true
        }
    }

    private static let lookups = RandomStorageOperations.ids.map { TaskExecutionLookup(executionID: $0) }

    private static func rows(of model: StorageModel) -> [TaskExecution?] { lookups.map { model.get($0) } }

    /// What the models become whose results are those of the storage. Of two operations at once, each part comes somewhere
    /// between those of the other.
    private func carryOut(
        _ step: [StorageOperation], on clients: [any TaskExecutionsStorage], _ models: [StorageModel]
    ) async throws -> [StorageModel] {
        let results = try await withThrowingTaskGroup { group in
            for (number, operation) in step.enumerated() {
                group.addTask { (number, try await operation.perform(on: clients[number])) }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        let rows = try await clients[0].get(Self.lookups)
        // On a server others may come between the requests of a call, of which each is atomic by itself.
        let parts = step.map { storage.isOnServer ? $0.requests : [$0] }
        var changed: [StorageModel] = []
        for model in models {
            for order in Self.orders(of: parts.map(\.count)) {
                var copy = model
                var outcomes = [StorageOperation.Outcome](repeating: .init(), count: step.count)
                var rest = parts.map { $0[...] }
                for number in order { outcomes[number].add(rest[number].removeFirst().perform(on: &copy)) }
                let areSame = results.allSatisfy { outcomes[$0.key].isExactly($0.value) }
                if areSame, areExactly(rows, Self.rows(of: copy)),
                    !changed.contains(where: { areExactly($0.rows, copy.rows) })
                {
                    changed.append(copy)
                }
            }
        }
        return changed
    }

    /// All ways to take so many things from each of several, those of each in their order: whose is next.
    private static func orders(of counts: [Int]) -> [[Int]] {
        if counts.allSatisfy({ $0 == 0 }) { return [[]] }
        return counts.indices.filter { counts[$0] > 0 }.flatMap { next in
            var rest = counts
            rest[next] -= 1
            return orders(of: rest).map { [next] + $0 }
        }
    }

    /// The same difference with as few operations as can be found in a while.
    func shrunk() async throws -> ModelComparison {
        var smallest = self
        var size = operations.count / 2
        while size > 0 {
            var start = 0
            while start < smallest.operations.count {
                var fewer = smallest
                fewer.operations.removeSubrange(start..<min(start + size, fewer.operations.count))
                if try await fewer.difference() != nil { smallest = fewer } else { start += size }
            }
            size /= 2
        }
        return smallest
    }
}
