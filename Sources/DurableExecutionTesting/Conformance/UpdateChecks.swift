import DurableExecution

extension StorageConformance {
    static let updateChecks: [Check] = [
        Check("update tells for each request whether there was something to change") { storage in
            let a = TaskExecution.sample("a")
            let b = TaskExecution.sample("b")
            let c = TaskExecution.sample("c")
            try await storage.insert([a, b, c])
            let requests = ["c", "missing", "a"].map {
                TaskExecutionUpdateRequest(executionID: $0, update: .sample { $0.status = .running })
            }
            let results = try await storage.update(requests)
            try expect(results, equals: [true, false, true], "results of the update")
            let change = { (execution: inout TaskExecution) in
                execution.status = .running
                execution.updatedAt = 5_000
            }
            try await storage.expectStored(
                [a.changed(change), b, c.changed(change)], absent: ["missing"], "after the update"
            )
        },
        Check("update of an empty list does nothing") { storage in
            try await storage.insert([.sample("a")])
            let results = try await storage.update([])
            try expect(results, equals: [], "results of an update of nothing")
            try await storage.expectStored([.sample("a")], "after an update of nothing")
        },
        Check("update gives each request its own change") { storage in
            let executions = (0..<50).map { TaskExecution.sample("e\($0)") }
            try await storage.insert(executions)
            let results = try await storage.update(
                (0..<50).reversed().map { number in
                    TaskExecutionUpdateRequest(
                        executionID: "e\(number)",
                        update: .sample(updatedAt: Int64(number)) { $0.output = "output \(number)" }
                    )
                }
            )
            try expect(results, equals: Array(repeating: true, count: 50), "results of the update")
            let expected = executions.enumerated().map { number, execution in
                execution.changed { execution in
                    execution.output = "output \(number)"
                    execution.updatedAt = Int64(number)
                }
            }
            try await storage.expectStored(expected, "after the update")
        },
        Check("update carries out requests for the same id one after the other") { storage in
            try await storage.insert([.sample("a")])
            let results = try await storage.update([
                TaskExecutionUpdateRequest(
                    executionID: "a", requirements: TaskExecutionRequirements(status: .ready),
                    update: .sample(updatedAt: 1) { $0.status = .running }
                ),
                TaskExecutionUpdateRequest(
                    executionID: "a", requirements: TaskExecutionRequirements(status: .ready),
                    update: .sample(updatedAt: 2) { $0.output = "not to be written" }
                ),
                TaskExecutionUpdateRequest(
                    executionID: "a", requirements: TaskExecutionRequirements(status: .running),
                    update: .sample(updatedAt: 3) { $0.status = .completed }
                ),
            ])
            try expect(results, equals: [true, false, true], "results of the update")
            let expected = TaskExecution.sample("a").changed { execution in
                execution.status = .completed
                execution.updatedAt = 3
            }
            try await storage.expectStored([expected], "after the update")
        },
        Check("update takes requests of several kinds in one call, those for the same id in their order") { storage in
            let executions = (0..<40).map { TaskExecution.sample("e\($0)") }
            try await storage.insert(executions)
            let changes: [@Sendable (Int, inout TaskExecutionUpdate) -> Void] = [
                { $1.output = "output \($0)" }, { $1.retryAttempts = $0 },
                { number, update in update.executorID = .set("ex_\(number)") },
            ]
            func request(_ number: Int, kind: Int) -> TaskExecutionUpdateRequest {
                TaskExecutionUpdateRequest(
                    executionID: "e\(number)", update: .sample { changes[kind](number, &$0) }
                )
            }
            let distinct = (0..<40).map { request($0, kind: $0 % 3) }
            var repeated = [request(0, kind: 1), request(1, kind: 2), request(0, kind: 2), request(1, kind: 1)]
            repeated[3].update.executorID = .unset
            let results = try await storage.update(distinct) + storage.update(repeated)
            try expect(results, equals: Array(repeating: true, count: 44), "results of the updates")
            let expected = executions.map { execution in
                execution.changed { execution in
                    for request in distinct + repeated where request.executionID == execution.executionID {
                        execution.apply(request.update)
                    }
                }
            }
            try await storage.expectStored(expected, "after the updates")
        },
        Check("update respects every filter, alone and combined with others") { storage in
            try await checkFilters { execution, requirements in
                try await storage.update([
                    TaskExecutionUpdateRequest(
                        executionID: execution.executionID, requirements: requirements,
                        update: .sample(updatedAt: 1_000)
                    )
                ]) == [true]
            } insert: {
                try await storage.insert($0)
            }
        },
        Check("update leaves alone what its requirements refuse") { storage in
            let execution = TaskExecution.sample("a") { $0.executorID = "x" }
            try await storage.insert([execution])
            let requirements: [TaskExecutionRequirements] = [
                TaskExecutionRequirements(isSleepingTask: true), TaskExecutionRequirements(status: .running),
                TaskExecutionRequirements(isFinished: true), TaskExecutionRequirements(executorID: "y"),
                TaskExecutionRequirements(isSleepingTask: false, status: .ready, isFinished: false, executorID: ""),
            ]
            let results = try await storage.update(
                requirements.map {
                    TaskExecutionUpdateRequest(
                        executionID: "a", requirements: $0, update: .sample { $0.output = "not to be written" },
                        children: [.sample("not to be inserted")]
                    )
                }
            )
            try expect(results, equals: requirements.map { _ in false }, "results of the update")
            try await storage.expectStored([execution], absent: ["not to be inserted"], "after the update")
        },
        Check("update takes 5,000 requests in one call") { storage in
            let executions = (0..<2_500).map { TaskExecution.sample("e\($0)") }
            try await storage.insert(executions)
            let results = try await storage.update(
                (0..<5_000).map { (number: Int) in
                    TaskExecutionUpdateRequest(
                        executionID: "e\(number)", update: .sample { $0.retryAttempts = number }
                    )
                }
            )
            try expect(results, equals: (0..<5_000).map { $0 < 2_500 }, "results of the update")
            let expected = executions.enumerated().map { number, execution in
                execution.changed { execution in
                    execution.retryAttempts = number
                    execution.updatedAt = 5_000
                }
            }
            try await storage.expectStored(expected, "after the update")
        },
    ]
}
