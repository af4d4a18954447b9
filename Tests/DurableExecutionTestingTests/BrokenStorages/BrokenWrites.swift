import DurableExecution

struct LosesUnsets: ForwardingStorage {
    let base: InMemoryTaskExecutionsStorage

    func update(_ requests: [TaskExecutionUpdateRequest]) async throws -> [Bool] {
        try await base.update(
            requests.map { request in
                var request = request
                if request.update.closeExpiresAt == .unset { request.update.closeExpiresAt = .unchanged }
                return request
            }
        )
    }
}

struct IgnoresExecutorFilter: ForwardingStorage {
    let base: InMemoryTaskExecutionsStorage

    func update(_ requests: [TaskExecutionUpdateRequest]) async throws -> [Bool] {
        try await base.update(
            requests.map { request in
                var request = request
                request.requirements.executorID = nil
                return request
            }
        )
    }
}

struct StopsAtFirstFailure: ForwardingStorage {
    let base: InMemoryTaskExecutionsStorage

    func update(_ requests: [TaskExecutionUpdateRequest]) async throws -> [Bool] {
        var results: [Bool] = []
        for request in requests {
            results += try await base.update([request])
        }
        return results
    }
}

struct KeepsUpdateWhoseChildrenFailed: ForwardingStorage {
    let base: InMemoryTaskExecutionsStorage

    func update(_ requests: [TaskExecutionUpdateRequest]) async throws -> [Bool] {
        var results: [Bool] = []
        var firstError: (any Error)?
        for var request in requests {
            let children = request.children
            request.children = []
            results += try await base.update([request])
            guard results.last == true else { continue }
            do {
                try await base.insert(children)
            } catch {
                firstError = firstError ?? error
            }
        }
        if let firstError { throw firstError }
        return results
    }
}

struct InsertsOneByOne: ForwardingStorage {
    let base: InMemoryTaskExecutionsStorage

    func insert(_ executions: [TaskExecution]) async throws {
        for execution in executions {
            try await base.insert([execution])
        }
    }
}

struct InsertsAtMost1800: ForwardingStorage {
    struct TooManyVariables: Error {}

    let base: InMemoryTaskExecutionsStorage

    func insert(_ executions: [TaskExecution]) async throws {
        guard executions.count <= 1_800 else { throw TooManyVariables() }
        try await base.insert(executions)
    }
}

struct ThrowsItsOwnError: ForwardingStorage {
    struct ConstraintFailed: Error {}

    let base: InMemoryTaskExecutionsStorage

    func insert(_ executions: [TaskExecution]) async throws {
        do {
            try await base.insert(executions)
        } catch {
            throw ConstraintFailed()
        }
    }
}

struct ComparesTextsAsCharacters: ForwardingStorage {
    let base: InMemoryTaskExecutionsStorage

    func insert(_ executions: [TaskExecution]) async throws {
        // Swift's own equality, under which two spellings of the same characters are one.
        if let twice = Dictionary(grouping: executions, by: \.executionID).first(where: { $1.count > 1 }) {
            throw TaskExecutionExistsError(.executionID(twice.key))
        }
        try await base.insert(executions)
    }
}

struct UpdatesAllChildren: ForwardingStorage {
    let base: InMemoryTaskExecutionsStorage

    func updateChildren(_ requests: [ChildTaskExecutionsUpdateRequest]) async throws {
        for request in requests {
            let children = await base.children(ofExecutions: [request.parentExecutionID])[0]
            _ = try await base.update(
                children.map { TaskExecutionUpdateRequest(executionID: $0.executionID, update: request.update) }
            )
        }
    }
}

struct DeletesNothing: ForwardingStorage {
    let base: InMemoryTaskExecutionsStorage

    func delete(executionID: String) async throws {}
}
