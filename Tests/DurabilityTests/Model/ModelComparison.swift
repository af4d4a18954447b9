import DurableExecutionStorage
import DurableExecutionTesting

/// Carries out a sequence of operations in a storage and in the model, and compares what they return and what they hold after
/// each step.
struct ModelComparison {
    var storage: ComparedStorage
    var operations: [StorageOperation]

    /// The first difference; `nil` where there is none.
    func difference() async throws -> String? {
        try await storage.withClients { clients in
            var model = StorageModel()
            var index = 0
            while index < operations.count {
                // Every third step is two operations of two clients at the same time.
                let isPair = index % 3 == 2 && index + 1 < operations.count
                let step = Array(operations[index..<(index + (isPair ? 2 : 1))])
                if !(try await carryOut(step, on: clients, &model)) {
                    return "step \(index) returned something else than the model"
                }
                let lookups = RandomStorageOperations.ids.map { TaskExecutionLookup(executionId: $0) }
                for client in clients {
                    let rows = try await client.get(lookups)
                    if !areExactly(rows, lookups.map { model.get($0) }) { return "the rows differ after step \(index)" }
                }
                index += step.count
            }
            return nil
        }
    }

    /// Whether the results are those of the model; of two operations at once, in one order or the other.
    private func carryOut(
        _ step: [StorageOperation], on clients: [any TaskExecutionsStorage], _ model: inout StorageModel
    ) async throws -> Bool {
        if step.count == 1 {
            return try await step[0].perform(on: clients[0]).isExactly(step[0].perform(on: &model))
        }
        async let first = step[0].perform(on: clients[0])
        async let second = step[1].perform(on: clients[1])
        let results = try await [first, second]
        let rows = try await clients[0].get(RandomStorageOperations.ids.map { TaskExecutionLookup(executionId: $0) })
        for order in [[0, 1], [1, 0]] {
            var copy = model
            let areSame = order.allSatisfy { step[$0].perform(on: &copy).isExactly(results[$0]) }
            let expected = RandomStorageOperations.ids.map { copy.get(TaskExecutionLookup(executionId: $0)) }
            if areSame, areExactly(rows, expected) {
                model = copy
                return true
            }
        }
        return false
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
