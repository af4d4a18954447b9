import DurableExecution

extension StorageConformance {
    static var selectorChecks: [Check] {
        SelectorFamily.all.flatMap(checks(of:)) + [
            takesLongLimits, checkTimesAreCompared, checkNullTimesNeverMatch, emptiesQueueInOrder,
        ]
    }

    private static func checks(of family: SelectorFamily) -> [Check] {
        [
            Check("\(family.name) selects exactly the executions that match, the oldest first") { storage in
                try await compareWithModel(storage, family, population: 1, limits: [1_000_000])
            },
            Check("\(family.name) selects the first executions where there are more than the limit") { storage in
                try await compareWithModel(storage, family, population: 2, limits: [1, 2, 5])
            },
            Check("\(family.name) selects executions that are equally old in the order of their insertion") { storage in
                try await compareWithModel(storage, family, population: 3, areTimesEqual: true, limits: [3, 1_000_000])
            },
            Check("\(family.name) selects nothing with a limit of 0 or less") { storage in
                try await compareWithModel(storage, family, population: 4, limits: [0, -1, .min])
            },
            Check("\(family.name) returns executions as they stand after the update") { storage in
                try await compareWithModel(storage, family, population: 5, limits: [4]) { number in
                    .sample(updatedAt: Int64(number)) { update in
                        update.executorID = .set("executor of \(number)")
                        update.output = "output \(number)"
                        update.closeExpiresAt = .unset
                        update.childrenFinishedProcessingExpiresAt = .set(Int64(number))
                        update.expiresAfterTimeoutFrom = Int64(number)
                    }
                }
            },
            Check("\(family.name) no longer selects executions that were changed to match no more") { storage in
                try await compareWithModel(storage, family, population: 6, limits: [1, 1, 1_000_000, 1]) { number in
                    .sample(updatedAt: 3) { update in
                        update.status = number % 2 == 0 ? .running : .ready
                        update.isFinished = number % 2 == 0
                        update.closeStatus = number % 2 == 0 ? .closing : .idle
                        update.closeExpiresAt = .unset
                        update.childrenFinishedProcessingStatus = .processed
                        update.childrenFinishedProcessingExpiresAt = .unset
                        update.executorID = .unset
                        update.expiresAt = .unset
                    }
                }
            },
            Check("\(family.name) counts the executions that it changes") { storage in
                var model = try await populate(storage, population: 7)
                for (number, selector) in family.selectors.enumerated() {
                    for limit in [2, 0, -1, 1_000_000] {
                        let update = TaskExecutionUpdate.sample(updatedAt: Int64(number)) { $0.retryAttempts = number }
                        let count = try await storage.updateAndCount(selector, limit: limit, update: update)
                        let expected = model.select(selector, limit: limit, update: update).count
                        try expect(count, equals: expected, "count of \(selector), limit \(limit)")
                    }
                }
                try await storage.expectStored(model.rows, "after all counting updates")
            },
            Check("\(family.name) selects the children whose parents are decremented") { storage in
                var model = try await populate(storage, population: 8)
                for (number, selector) in family.selectors.enumerated() {
                    for limit in [2, 0, -1, 9] {
                        let update = TaskExecutionUpdate.sample(updatedAt: Int64(number)) { $0.retryAttempts = number }
                        let count = try await storage.updateAndDecrementParents(selector, limit: limit, update: update)
                        let expected = model.decrementParents(selector, limit: limit, update: update)
                        try expect(count, equals: expected, "count of \(selector), limit \(limit)")
                    }
                }
                try await storage.expectStored(model.rows, "after all decrementing updates")
            },
        ]
    }

    private static func populate(
        _ storage: any TaskExecutionsStorage,
        population seed: UInt64,
        areTimesEqual: Bool = false
    ) async throws -> StorageModel {
        var random = RandomExecutions(seed: seed, areTimesEqual: areTimesEqual)
        let executions = random.population(250)
        var model = StorageModel()
        _ = model.insert(executions)
        try await storage.insert(executions)
        return model
    }

    private static func compareWithModel(
        _ storage: any TaskExecutionsStorage,
        _ family: SelectorFamily,
        population seed: UInt64,
        areTimesEqual: Bool = false,
        limits: [Int],
        update makeUpdate: (Int) -> TaskExecutionUpdate = { .sample(updatedAt: Int64($0 % 7)) }
    ) async throws {
        var model = try await populate(storage, population: seed, areTimesEqual: areTimesEqual)
        for (number, selector) in family.selectors.enumerated() {
            for limit in limits {
                let update = makeUpdate(number)
                let found = try await storage.updateAndReturn(selector, limit: limit, update: update)
                let expected = model.select(selector, limit: limit, update: update)
                try expectExecutions(found.executions, equals: expected, "\(selector), limit \(limit)")
                try expect(found.undecodable, equals: [], "undecodable executions of \(selector)")
            }
        }
        try await storage.expectStored(model.rows, "after all updates of \(family.name)")
    }

    private static let takesLongLimits = Check("a selector takes any limit and changes 5,000 executions in one call") {
        storage in
        let executions = (0..<5_000).map { number in
            TaskExecution.sample("e\(number)") { $0.startAt = Int64(5_000 - number) }
        }
        try await storage.insert(executions)
        let update = TaskExecutionUpdate.sample { $0.status = .running }
        let expected = executions.reversed().map { execution in
            execution.changed { execution in
                execution.status = .running
                execution.updatedAt = 5_000
            }
        }
        let selector = TaskExecutionSelector.startable(status: .ready, startAtLessThan: .max)
        let first = try await storage.updateAndReturn(selector, limit: 4_000, update: update)
        try expectExecutions(first.executions, equals: Array(expected[..<4_000]), "the first 4,000 executions")
        let rest = try await storage.updateAndReturn(selector, limit: .max, update: update)
        try expectExecutions(rest.executions, equals: Array(expected[4_000...]), "the others")
    }

    private static let checkTimesAreCompared = Check("a time limit selects what is before it and not what is at it") {
        storage in
        let times: [Int64] = [.min, -1, 0, 1, 9_007_199_254_740_993, .max - 1, .max]
        try await storage.insert(
            times.map { time in
                .sample("\(time)") { execution in
                    execution.startAt = time
                    execution.expiresAt = time
                    execution.closeExpiresAt = time
                    execution.childrenFinishedProcessingExpiresAt = time
                }
            }
        )
        for limit in times {
            let selectors: [TaskExecutionSelector] = [
                .startable(status: .ready, startAtLessThan: limit),
                .expired(status: .ready, isSleepingTask: false, expiresAtLessThan: limit),
                .processingExpired(lessThan: limit), .closingExpired(lessThan: limit),
            ]
            for selector in selectors {
                let found = try await storage.updateAndReturn(selector, limit: 100, update: .sample())
                let expected = times.filter { $0 < limit }.map { "\($0)" }
                try expect(found.executions.map(\.executionID), equals: expected, "ids of \(selector)")
            }
        }
    }

    private static let checkNullTimesNeverMatch = Check("an absent time is before no time limit") { storage in
        let executions: [TaskExecution] = [.sample("a"), .sample("b") { $0.status = .running }]
        try await storage.insert(executions)
        let selectors: [TaskExecutionSelector] = [
            .expired(status: .ready, isSleepingTask: false, expiresAtLessThan: .max),
            .expired(status: .running, isSleepingTask: false, expiresAtLessThan: .max),
            .processingExpired(lessThan: .max), .closingExpired(lessThan: .max),
        ]
        for selector in selectors {
            let found = try await storage.updateAndReturn(selector, limit: 100, update: .sample())
            try expectExecutions(found.executions, equals: [], "executions of \(selector)")
            let count = try await storage.updateAndCount(selector, limit: 100, update: .sample())
            try expect(count, equals: 0, "count of \(selector)")
        }
        try await storage.expectStored(executions, "after the updates")
    }

    private static let emptiesQueueInOrder = Check("claiming until nothing is left takes each execution once, in order")
    {
        storage in
        var random = RandomExecutions(seed: 9)
        let executions = (0..<500).map { number in
            TaskExecution.sample("e\(number)") { $0.startAt = random.time() }
        }
        try await storage.insert(executions)
        let expected = executions.enumerated().sorted {
            ($0.element.startAt, $0.offset) < ($1.element.startAt, $1.offset)
        }.map(\.element.executionID)
        var claimed: [String] = []
        let update = TaskExecutionUpdate.sample { $0.status = .running }
        while claimed.count <= executions.count {
            let found = try await storage.updateAndReturn(
                .startable(status: .ready, startAtLessThan: 100), limit: 7, update: update
            )
            if found.executions.isEmpty { break }
            claimed += found.executions.map(\.executionID)
        }
        try expect(claimed, equals: expected, "the claimed ids")
    }
}
