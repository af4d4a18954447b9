import DurableExecution
import Synchronization

struct IgnoresSleepingFilter: ForwardingStorage {
    let base: InMemoryTaskExecutionsStorage

    func get(_ lookups: [TaskExecutionLookup]) async throws -> [TaskExecution?] {
        await base.get(
            lookups.map { lookup in
                var lookup = lookup
                lookup.requirements.isSleepingTask = nil
                return lookup
            }
        )
    }
}

struct ReturnsResultsInOrderOfIDs: ForwardingStorage {
    let base: InMemoryTaskExecutionsStorage

    func get(_ lookups: [TaskExecutionLookup]) async throws -> [TaskExecution?] {
        await base.get(lookups.sorted { $0.executionID < $1.executionID })
    }
}

struct AnswersAnIDOnlyOnce: ForwardingStorage {
    let base: InMemoryTaskExecutionsStorage

    func get(sleepingTaskUniqueIDs: [String]) async throws -> [TaskExecution?] {
        var answered: Set<String> = []
        let found = await base.get(sleepingTaskUniqueIDs: sleepingTaskUniqueIDs)
        return zip(sleepingTaskUniqueIDs, found).map { id, execution in
            answered.insert(id).inserted ? execution : nil
        }
    }
}

struct ReadsEmptyTextsAsAbsent: ForwardingStorage {
    let base: InMemoryTaskExecutionsStorage

    func get(_ lookups: [TaskExecutionLookup]) async throws -> [TaskExecution?] {
        await base.get(lookups).map { execution in
            var execution = execution
            if execution?.output == "" { execution?.output = nil }
            return execution
        }
    }
}

struct ReadsZeroAsAbsent: ForwardingStorage {
    let base: InMemoryTaskExecutionsStorage

    func get(_ lookups: [TaskExecutionLookup]) async throws -> [TaskExecution?] {
        await base.get(lookups).map { execution in
            var execution = execution
            if execution?.closedAt == 0 { execution?.closedAt = nil }
            return execution
        }
    }
}

final class ReadsFromCache: ForwardingStorage {
    let base: InMemoryTaskExecutionsStorage
    private let cache = Mutex<[TaskExecutionLookup: TaskExecution]>([:])

    init(base: InMemoryTaskExecutionsStorage) {
        self.base = base
    }

    func get(_ lookups: [TaskExecutionLookup]) async throws -> [TaskExecution?] {
        let found = await base.get(lookups)
        return cache.withLock { cache in
            zip(lookups, found).map { lookup, execution in
                if let cached = cache[lookup] { return cached }
                cache[lookup] = execution
                return execution
            }
        }
    }
}

struct ReturnsChildrenInOrderOfIDs: ForwardingStorage {
    let base: InMemoryTaskExecutionsStorage

    func children(ofExecutions parentExecutionIDs: [String]) async throws -> [[TaskExecution]] {
        await base.children(ofExecutions: parentExecutionIDs).map { children in
            children.sorted { $0.executionID < $1.executionID }
        }
    }
}
