import DurableExecution

extension StorageConformance {
    private static let callers = 64

    static let concurrencyChecks: [Check] = [
        Check("64 concurrent claimers claim each of 2,000 executions exactly once") { storage in
            let ids = (0..<2_000).map { "e\($0)" }
            try await storage.insert(ids.map { .sample($0) })
            let claims = try await concurrently { caller in
                var claimed: [TaskExecution] = []
                while claimed.count <= ids.count {
                    let found = try await storage.updateAndReturn(
                        .startable(status: .ready, startAtLessThan: .max), limit: 10,
                        update: .sample { update in
                            update.status = .running
                            update.executorID = .set("executor \(caller)")
                        }
                    )
                    if found.executions.isEmpty { break }
                    claimed += found.executions
                }
                return claimed.map { (id: $0.executionID, executorID: $0.executorID) }
            }
            let all = claims.flatMap { $0 }
            try expect(all.map(\.id).sorted(), equals: ids.sorted(), "the claimed ids")
            let stored = try await storage.get(all.map { TaskExecutionLookup(executionID: $0.id) })
            try expect(stored.map { $0?.executorID }, equals: all.map(\.executorID), "who is stored as the claimer")
        },
        Check("of 64 concurrent updates with the same condition exactly one finds it fulfilled") { storage in
            try await storage.insert([.sample("a")])
            let results = try await concurrently { caller in
                try await storage.update([
                    TaskExecutionUpdateRequest(
                        executionID: "a", requirements: TaskExecutionRequirements(status: .ready),
                        update: .sample { update in
                            update.status = .running
                            update.executorID = .set("executor \(caller)")
                        }
                    )
                ]) == [true]
            }
            let winners = results.indices.filter { results[$0] }
            try expect(winners.count, equals: 1, "number of callers that changed the execution")
            let stored = try await storage.get("a")
            try expect(stored?.executorID, equals: "executor \(winners[0])", "who is stored")
        },
        Check("of 64 concurrent inserts of the same id exactly one succeeds, and the others store nothing") { storage in
            let results = try await concurrently { caller in
                do {
                    try await storage.insert([
                        .sample("only of \(caller)"), .sample("same") { $0.input = "\(caller)" },
                    ])
                    return true
                } catch is TaskExecutionExistsError {
                    return false
                }
            }
            let winners = results.indices.filter { results[$0] }
            try expect(winners.count, equals: 1, "number of inserts that succeeded")
            let losers = results.indices.filter { !results[$0] }
            try await storage.expectStored(
                [.sample("only of \(winners[0])"), .sample("same") { $0.input = "\(winners[0])" }],
                absent: losers.map { "only of \($0)" }, "after the inserts"
            )
        },
        Check("concurrent decrements take each child off its parent exactly once") { storage in
            let parents = (0..<4).map { number in
                TaskExecution.sample("p\(number)") { $0.activeChildrenCount = 200 }
            }
            let children = (0..<640).map { number in
                TaskExecution.sample("c\(number)") { execution in
                    execution.parent = .sample("p\(number % 4)")
                    execution.isFinished = true
                }
            }
            try await storage.insert(parents + children)
            let counts = try await concurrently { _ in
                var total = 0
                while total <= children.count {
                    let count = try await storage.updateAndDecrementParents(
                        .finished(true, closeStatus: .idle), limit: 7, update: .sample { $0.closeStatus = .ready }
                    )
                    if count == 0 { break }
                    total += count
                }
                return total
            }
            try expect(counts.reduce(0, +), equals: 640, "sum of all counts")
            let expected = parents.map { parent in
                parent.changed { execution in
                    execution.activeChildrenCount = 40
                    execution.updatedAt = 5_000
                }
            }
            try await storage.expectStored(expected, "the parents")
        },
        Check("every read sees every write that has returned") { storage in
            _ = try await concurrently { caller in
                for round in 0..<10 {
                    let id = "\(caller) \(round)"
                    try await storage.insert([.sleepingSample(id, uniqueID: "u \(id)")])
                    let inserted = try await storage.get(id)
                    try expectExecution(inserted, equals: .sleepingSample(id, uniqueID: "u \(id)"), "after the insert")
                    try await storage.update([
                        TaskExecutionUpdateRequest(
                            executionID: id, update: .sample { $0.output = id },
                            children: [.sample("child of \(id)") { $0.parent = .sample(id) }]
                        )
                    ])
                    let updated = try await storage.get(sleepingTaskUniqueIDs: ["u \(id)"])
                    try expect(updated.first??.output, equals: id, "output after the update")
                    let children = try await storage.children(ofExecutions: [id])
                    try expect(children.map { $0.map(\.executionID) }, equals: [["child of \(id)"]], "children")
                }
            }
        },
        Check("no read sees one half of a write") { storage in
            let writes = 40
            _ = try await concurrently { caller in
                if caller % 2 == 0 {
                    let ids = (0..<20).map { "\(caller) \($0)" }
                    try await storage.insert(ids.map { .sample($0) })
                    return
                }
                let lookups = [0, 19].map { TaskExecutionLookup(executionID: "\(caller - 1) \($0)") }
                for _ in 0..<writes {
                    // The last one is asked for first: if it is there, so is the first.
                    guard try await storage.get(lookups[1].executionID) != nil else { continue }
                    let first = try await storage.get(lookups[0].executionID)
                    try expect(first?.executionID, equals: lookups[0].executionID, "the first of an insert")
                    return
                }
            }
        },
        Check("concurrent calls that touch the same executions in different order all come to an end") { storage in
            let ids = (0..<20).map { "e\($0)" }
            try await storage.insert(ids.map { .sample($0) })
            let results = try await concurrently { caller in
                let ordered = caller % 2 == 0 ? ids : ids.reversed()
                return try await storage.update(
                    ordered.map { id in
                        TaskExecutionUpdateRequest(executionID: id, update: .sample { $0.retryAttempts = caller })
                    }
                )
            }
            try expect(results, equals: results.map { _ in ids.map { _ in true } }, "results of the updates")
        },
    ]

    /// The results of 64 concurrent calls, in the order of the callers.
    private static func concurrently<Result: Sendable>(
        _ body: @escaping @Sendable (Int) async throws -> Result
    ) async throws -> [Result] {
        try await withThrowingTaskGroup(of: (Int, Result).self) { group in
            for caller in 0..<callers {
                group.addTask { (caller, try await body(caller)) }
            }
            var results: [Int: Result] = [:]
            for try await (caller, result) in group {
                results[caller] = result
            }
            return (0..<callers).compactMap { results[$0] }
        }
    }
}
