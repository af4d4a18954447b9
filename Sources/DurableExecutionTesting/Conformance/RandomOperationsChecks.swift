import DurableExecution

extension StorageConformance {
    static let randomOperationsChecks: [Check] = (1...6).map { seed in
        Check("300 random operations do what the model of a storage does, sequence \(seed)") { storage in
            var operations = RandomOperations(seed: UInt64(seed))
            for step in 1...300 {
                try await operations.runNext(in: storage, step: step)
                if step % 50 == 0 {
                    try await storage.expectStored(operations.model.rows, "all executions after step \(step)")
                }
            }
        }
    }
}

/// Carries out the same operations in a storage and in the model, and compares what they return.
struct RandomOperations {
    private(set) var model = StorageModel()
    private var random: RandomExecutions
    private let selectors = SelectorFamily.all

    init(seed: UInt64) {
        random = RandomExecutions(seed: 1_000 + seed)
    }

    mutating func runNext(in storage: any TaskExecutionsStorage, step: Int) async throws {
        switch random.number(0...9) {
        case 0: try await insert(in: storage, step: step)
        case 1, 2: try await read(in: storage, step: step)
        case 3, 4: try await update(in: storage, step: step)
        case 5, 6: try await select(in: storage, step: step)
        case 7: try await decrementParents(in: storage, step: step)
        case 8: try await updateChildren(in: storage, step: step)
        default:
            let id = self.id()
            model.delete(executionID: id)
            try await storage.delete(executionID: id)
        }
    }

    private mutating func id() -> String { "e\(random.number(0...60))" }

    private mutating func ids() -> [String] {
        (0..<random.number(0...6)).map { _ in id() }
    }

    private mutating func executions() -> [TaskExecution] {
        ids().map { random.execution($0, parents: (0..<6).map { "e\($0)" }) }
    }

    private mutating func requirements() -> TaskExecutionRequirements {
        TaskExecutionRequirements(
            isSleepingTask: random.number(0...3) == 0 ? random.flag() : nil,
            status: random.number(0...3) == 0 ? random.pick(TaskExecutionStatus.allCases) : nil,
            isFinished: random.number(0...3) == 0 ? random.flag() : nil,
            executorID: random.number(0...3) == 0 ? random.pick(RandomExecutions.executorIDs) : nil
        )
    }

    private mutating func update() -> TaskExecutionUpdate {
        var update = TaskExecutionUpdate(updatedAt: random.time())
        for _ in 0..<random.number(0...3) {
            var next = random.pick(FieldCase.all).update
            next.updatedAt = update.updatedAt
            update = next
        }
        return update
    }

    private mutating func insert(in storage: any TaskExecutionsStorage, step: Int) async throws {
        let executions = executions()
        if model.insert(executions) {
            try await storage.insert(executions)
        } else {
            try await expectExistsError(nil, "insert of step \(step)") { try await storage.insert(executions) }
        }
    }

    private mutating func read(in storage: any TaskExecutionsStorage, step: Int) async throws {
        let ids = ids()
        let lookups = ids.map { TaskExecutionLookup(executionID: $0, requirements: requirements()) }
        try expectExecutions(
            try await storage.get(lookups), equals: lookups.map { model.get($0) }, "get of step \(step)")
        let uniqueIDs = ids.map { "unique id of \($0)" }
        try expectExecutions(
            try await storage.get(sleepingTaskUniqueIDs: uniqueIDs),
            equals: uniqueIDs.map { model.get(sleepingTaskUniqueID: $0) }, "get by unique id of step \(step)"
        )
        let children = try await storage.children(ofExecutions: ids)
        try expect(children.count, equals: ids.count, "number of results of children of step \(step)")
        for (found, id) in zip(children, ids) {
            try expectExecutions(found, equals: model.children(of: id), "children of step \(step)")
        }
    }

    private mutating func update(in storage: any TaskExecutionsStorage, step: Int) async throws {
        let requests = ids().map { id in
            TaskExecutionUpdateRequest(
                executionID: id, requirements: requirements(), update: update(),
                children: random.number(0...3) == 0 ? executions() : []
            )
        }
        let expected = requests.map { model.update($0) }
        if expected.contains(nil) {
            try await expectExistsError(nil, "update of step \(step)") { try await storage.update(requests) }
        } else {
            let results = try await storage.update(requests)
            try expect(results, equals: expected.compactMap { $0 }, "results of update of step \(step)")
        }
    }

    private mutating func select(in storage: any TaskExecutionsStorage, step: Int) async throws {
        let selector = random.pick(random.pick(selectors).selectors)
        let limit = random.number(-1...12)
        let update = update()
        let expected = model.select(selector, limit: limit, update: update)
        if random.flag() {
            let found = try await storage.updateAndReturn(selector, limit: limit, update: update)
            try expectExecutions(found.executions, equals: expected, "\(selector), limit \(limit), of step \(step)")
        } else {
            let count = try await storage.updateAndCount(selector, limit: limit, update: update)
            try expect(count, equals: expected.count, "count of \(selector), limit \(limit), of step \(step)")
        }
    }

    private mutating func decrementParents(in storage: any TaskExecutionsStorage, step: Int) async throws {
        let selector = random.pick(random.pick(selectors).selectors)
        let limit = random.number(-1...12)
        let update = update()
        let expected = model.decrementParents(selector, limit: limit, update: update)
        let count = try await storage.updateAndDecrementParents(selector, limit: limit, update: update)
        try expect(count, equals: expected, "count of decrement by \(selector), limit \(limit), of step \(step)")
    }

    private mutating func updateChildren(in storage: any TaskExecutionsStorage, step: Int) async throws {
        let requests = ids().map { id in
            ChildTaskExecutionsUpdateRequest(
                parentExecutionID: "e\(id.utf8.count % 2 == 0 ? random.number(0...6) : 0)", isFinished: random.flag(),
                update: update()
            )
        }
        for request in requests {
            model.updateChildren(request)
        }
        try await storage.updateChildren(requests)
    }
}
