/// Makes a whole storage of one that takes one request at a time (reference: `TaskExecutionsStorageWithBatching`).
///
/// Results come in the order of the requests. A call in which two writes touch the same execution carries out its
/// requests one by one in their order; any other runs as many side by side as `maxConcurrency` allows. A request whose
/// child's id is taken does not keep the others from being carried out; any other error ends the call, and which requests
/// were carried out by then is open.
public struct UnbatchedTaskExecutionsStorage<Base: SingleRequestTaskExecutionsStorage>: TaskExecutionsStorage {
    /// The storage that is called.
    public let base: Base
    /// How many requests of one call are under way at a time, at least 1.
    public let maxConcurrency: Int

    /// - Parameters:
    ///   - base: The storage that is called.
    ///   - maxConcurrency: How many requests of one call may be under way at a time; less than 1 counts as 1.
    public init(_ base: Base, maxConcurrency: Int = 1) {
        self.base = base
        self.maxConcurrency = max(1, maxConcurrency)
    }

    /// Finds nothing wrong.
    public func verify() {}

    /// `nil`: the base takes single requests only.
    public var queryable: (any QueryableTaskExecutionsStorage)? { nil }

    /// `nil`: the base takes single requests only.
    public var prunable: (any PrunableTaskExecutionsStorage)? { nil }

    public func shrink() async throws -> Bool { false }

    public func changesByOthers() -> AsyncStream<Void> { AsyncStream { $0.finish() } }

    public func insert(_ executions: [TaskExecution]) async throws {
        if executions.isEmpty { return }
        try await base.insert(executions)
    }

    public func get(_ lookups: [TaskExecutionLookup]) async throws -> [TaskExecution?] {
        try await lookups.mapConcurrently(maxConcurrency: maxConcurrency) { try await base.get($0) }
    }

    public func get(sleepingTaskUniqueIDs: [String]) async throws -> [TaskExecution?] {
        try await sleepingTaskUniqueIDs.mapConcurrently(maxConcurrency: maxConcurrency) {
            try await base.get(sleepingTaskUniqueID: $0)
        }
    }

    @discardableResult
    public func update(_ requests: [TaskExecutionUpdateRequest]) async throws -> [Bool] {
        let concurrency = requests.areIndependent ? maxConcurrency : 1
        // A child's id that is taken fails its own request only; any other error ends the call.
        let results = try await requests.mapConcurrently(maxConcurrency: concurrency) { request in
            do {
                return Result<Bool, TaskExecutionExistsError>.success(try await base.update(request))
            } catch let error as TaskExecutionExistsError {
                return .failure(error)
            }
        }
        return try results.map { try $0.get() }
    }

    public func updateAndReturn(
        _ selector: TaskExecutionSelector,
        limit: Int,
        update: TaskExecutionUpdate
    ) async throws -> SelectedTaskExecutions {
        if limit <= 0 { return SelectedTaskExecutions() }
        return try await base.updateAndReturn(selector, limit: limit, update: update)
    }

    public func updateAndCount(
        _ selector: TaskExecutionSelector,
        limit: Int,
        update: TaskExecutionUpdate
    ) async throws -> Int {
        if limit <= 0 { return 0 }
        return try await base.updateAndCount(selector, limit: limit, update: update)
    }

    public func updateAndDecrementParents(
        _ selector: TaskExecutionSelector,
        limit: Int,
        update: TaskExecutionUpdate
    ) async throws -> Int {
        if limit <= 0 { return 0 }
        return try await base.updateAndDecrementParents(selector, limit: limit, update: update)
    }

    public func children(ofExecutions parentExecutionIDs: [String]) async throws -> [[TaskExecution]] {
        try await parentExecutionIDs.mapConcurrently(maxConcurrency: maxConcurrency) {
            try await base.children(ofExecution: $0)
        }
    }

    public func updateChildren(_ requests: [ChildTaskExecutionsUpdateRequest]) async throws {
        let parents = Set(requests.map { ExactText($0.parentExecutionID) })
        let concurrency = parents.count == requests.count ? maxConcurrency : 1
        _ = try await requests.mapConcurrently(maxConcurrency: concurrency) { try await base.updateChildren($0) }
    }

    public func delete(executionID: String) async throws {
        try await base.delete(executionID: executionID)
    }

    public func deleteAll() async throws {
        try await base.deleteAll()
    }
}

extension [TaskExecutionUpdateRequest] {
    /// Whether no two of them name the same execution or insert a child with the same id.
    fileprivate var areIndependent: Bool {
        var executionIDs: Set<ExactText> = []
        var sleepingTaskUniqueIDs: Set<ExactText> = []
        for request in self {
            guard executionIDs.insert(ExactText(request.executionID)).inserted else { return false }
            for child in request.children {
                guard executionIDs.insert(ExactText(child.executionID)).inserted else { return false }
                if let uniqueID = child.sleepingTaskUniqueID {
                    guard sleepingTaskUniqueIDs.insert(ExactText(uniqueID)).inserted else { return false }
                }
            }
        }
        return true
    }
}
