/// Parents that were taken on and have not gone on yet. Their children are loaded in portions, and in between their leases are
/// renewed, so that a family may take longer to load than a lease lasts.
struct PendingParents {
    private(set) var parents: [TaskExecution]
    private let core: ExecutorCore
    private var leaseUptime: Int64

    init(_ parents: [TaskExecution], core: ExecutorCore) {
        self.parents = parents
        self.core = core
        leaseUptime = core.clock.uptime
    }

    /// The next parents with their children; `nil` if none are left.
    mutating func next() async throws -> [FinishedParent]? {
        while !parents.isEmpty {
            try await renewLeases()
            guard let first = parents.first else { return nil }
            let limit = core.childMemory.rowsPerRead
            if first.numberToLoad > limit {
                guard let children = try await family(of: first.executionID) else { continue }
                // With the lease as it is now.
                let parent = parents.removeFirst()
                return [FinishedParent(parent, children, core)]
            }
            var (number, rows) = (0, 0)
            while number < parents.count, rows + parents[number].numberToLoad <= limit {
                rows += parents[number].numberToLoad
                number += 1
            }
            let loaded = try await families(of: Array(parents.prefix(number)))
            defer { parents.removeFirst(number) }
            return zip(parents, loaded).map { FinishedParent($0, $1, core) }
        }
        return nil
    }

    /// The children of several parents, with one call for those that need all and one for those that need the last.
    private func families(
        of parents: [TaskExecution]
    ) async throws -> [Result<[TaskExecution], TaskExecutionDecodingError>] {
        let sequences = parents.indices.filter { parents[$0].areChildrenSequential }
        let others = parents.indices.filter { !parents[$0].areChildrenSequential }
        var found = [Result<[TaskExecution], TaskExecutionDecodingError>](repeating: .success([]), count: parents.count)
        let lasts = try await children(of: sequences.map { parents[$0] }) { sequences in
            let lookups = sequences.map { TaskExecutionLookup(executionID: $0.latestChild?.executionID ?? "") }
            return try await core.storage.get(lookups).map { $0.map { [$0] } ?? [] }
        }
        for (index, last) in zip(sequences, lasts) { found[index] = last }
        let all = try await children(of: others.map { parents[$0] }) { others in
            try await core.storage.children(ofExecutions: others.map(\.executionID))
        }
        for (index, children) in zip(others, all) { found[index] = children }
        return found
    }

    /// The children of the first parent, portion by portion; `nil` if the parent is no longer this executor's.
    private mutating func family(
        of executionID: String
    ) async throws -> Result<[TaskExecution], TaskExecutionDecodingError>? {
        var rest = (parents[0].children ?? [])[...]
        var (children, bytes) = ([TaskExecution](), 0)
        while !rest.isEmpty {
            let portion = rest.prefix(core.childMemory.rowsPerRead)
            rest = rest.dropFirst(portion.count)
            do {
                let read = try await core.storage.get(portion.map { TaskExecutionLookup(executionID: $0.executionID) })
                let found = read.compactMap(\.self)
                core.childMemory.loaded(found)
                children += found.map(\.withoutInput)
                bytes += found.reduce(0) { $0 + ($1.output?.utf8.count ?? 0) }
            } catch let error as TaskExecutionDecodingError {
                return .failure(error)
            }
            // More than may be put together is too much already, whatever the rest is.
            if bytes > core.configuration.maxCollectedBytes, parents[0].isCollected(core) { break }
            try await renewLeases()
            guard parents.first?.executionID == executionID else { return nil }
        }
        return .success(children)
    }

    /// If one child can't be read, only its own parent has to do without.
    private func children(
        of parents: [TaskExecution], look: ([TaskExecution]) async throws -> [[TaskExecution]]
    ) async throws -> [Result<[TaskExecution], TaskExecutionDecodingError>] {
        if parents.isEmpty { return [] }
        do {
            let families = try await look(parents)
            for family in families { core.childMemory.loaded(family) }
            return families.map { .success($0) }
        } catch let error as TaskExecutionDecodingError {
            if parents.count == 1 { return [.failure(error)] }
            var results: [Result<[TaskExecution], TaskExecutionDecodingError>] = []
            for parent in parents { results += try await children(of: [parent], look: look) }
            return results
        }
    }

    /// Renews the leases when a third of them is over; parents that another executor has taken on are left to it.
    private mutating func renewLeases() async throws {
        let uptime = core.clock.uptime
        guard uptime >= leaseUptime.addingClamped(core.leaseMs / 3) else { return }
        let now = core.clock.now
        let expiresAt = now.addingClamped(core.leaseMs)
        var update = TaskExecutionUpdate(updatedAt: now)
        update.childrenFinishedProcessingExpiresAt = .set(expiresAt)
        let areRenewed = try await core.storage.update(
            parents.map { parent in
                TaskExecutionUpdateRequest(
                    executionID: parent.executionID,
                    requirements: TaskExecutionRequirements(
                        status: .waitingForChildren,
                        childrenFinishedProcessingExpiresAt: parent.childrenFinishedProcessingExpiresAt
                    ),
                    update: update
                )
            }
        )
        parents = zip(parents, areRenewed).filter(\.1).map { parent, _ in
            var parent = parent
            parent.childrenFinishedProcessingExpiresAt = expiresAt
            return parent
        }
        leaseUptime = uptime
    }
}

extension TaskExecution {
    /// How many children have to be loaded for it to go on.
    fileprivate var numberToLoad: Int { areChildrenSequential ? 1 : children?.count ?? 1 }

    /// Whether what its children returned is put together.
    fileprivate func isCollected(_ core: ExecutorCore) -> Bool {
        switch core.tasks[taskID]?.continuation {
        case .collect, .finalizeTask: true
        case .finalize, .sequence, nil: false
        }
    }
}
