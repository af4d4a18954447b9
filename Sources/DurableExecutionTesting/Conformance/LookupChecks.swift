import DurableExecution

extension StorageConformance {
    static let lookupChecks: [Check] = [
        Check("get by id returns results in the order of the lookups, with nothing for ids that are not there") {
            storage in
            let a = TaskExecution.sample("a")
            let b = TaskExecution.fullSample("b")
            let c = TaskExecution.sample("c")
            try await storage.insert([a, b, c])
            let found = try await storage.get(
                ["c", "missing", "a", "b", ""].map { TaskExecutionLookup(executionID: $0) })
            try expectExecutions(found, equals: [c, nil, a, b, nil], "get of four ids")
        },
        Check("get by id answers a lookup as often as it comes") { storage in
            let a = TaskExecution.sample("a")
            let b = TaskExecution.sample("b")
            try await storage.insert([a, b])
            let ids = ["a", "a", "missing", "b", "a", "missing"]
            let found = try await storage.get(ids.map { TaskExecutionLookup(executionID: $0) })
            try expectExecutions(found, equals: [a, a, nil, b, a, nil], "get of ids that come again")
        },
        Check("get by id of an empty list returns an empty list") { storage in
            try await storage.insert([.sample("a")])
            let found = try await storage.get([TaskExecutionLookup]())
            try expectExecutions(found, equals: [TaskExecution?](), "get of nothing")
        },
        Check("get by id takes 5,000 lookups in one call") { storage in
            let executions = (0..<2_500).map { TaskExecution.sample("e\($0)") }
            try await storage.insert(executions)
            let found = try await storage.get(
                (0..<5_000).reversed().map { TaskExecutionLookup(executionID: "e\($0)") }
            )
            let expected = (0..<5_000).reversed().map { $0 < 2_500 ? executions[$0] : nil }
            try expectExecutions(found, equals: expected, "get of 5,000 ids")
        },
        Check("get by id respects every filter, alone and combined with others") { storage in
            try await checkFilters { execution, requirements in
                let lookup = TaskExecutionLookup(executionID: execution.executionID, requirements: requirements)
                return try await storage.get([lookup]).compactMap { $0 }.count == 1
            } insert: {
                try await storage.insert($0)
            }
        },
        Check("get by id gives each lookup of the same id its own requirements") { storage in
            let execution = TaskExecution.sample("a") { $0.executorID = "x" }
            try await storage.insert([execution])
            let requirements: [TaskExecutionRequirements] = [
                TaskExecutionRequirements(), TaskExecutionRequirements(status: .running),
                TaskExecutionRequirements(status: .ready),
                TaskExecutionRequirements(isFinished: true), TaskExecutionRequirements(executorID: "x"),
                TaskExecutionRequirements(executorID: "y"), TaskExecutionRequirements(isSleepingTask: false),
            ]
            let found = try await storage.get(
                requirements.map { TaskExecutionLookup(executionID: "a", requirements: $0) })
            try expectExecutions(
                found, equals: [execution, nil, execution, nil, execution, nil, execution], "get of one id, filtered"
            )
        },
        Check("get by unique id returns results in the order of the ids, as often as they come") { storage in
            let a = TaskExecution.sleepingSample("a", uniqueID: "one")
            let b = TaskExecution.sleepingSample("b", uniqueID: "two")
            try await storage.insert([a, .sample("c"), b])
            let found = try await storage.get(sleepingTaskUniqueIDs: ["two", "missing", "one", "two", "c", ""])
            try expectExecutions(found, equals: [b, nil, a, b, nil, nil], "get by unique ids")
        },
        Check("get by unique id finds an execution whatever has become of it") { storage in
            let a = TaskExecution.sleepingSample("a", uniqueID: "one")
            try await storage.insert([a])
            _ = try await storage.update([
                TaskExecutionUpdateRequest(
                    executionID: "a",
                    update: .sample { update in
                        update.status = .completed
                        update.isFinished = true
                    }
                )
            ])
            let found = try await storage.get(sleepingTaskUniqueIDs: ["one"])
            let expected = a.changed { execution in
                execution.status = .completed
                execution.isFinished = true
                execution.updatedAt = 5_000
            }
            try expectExecutions(found, equals: [expected], "get of a finished sleeping task")
        },
        Check("get by unique id of an empty list returns an empty list") { storage in
            let found = try await storage.get(sleepingTaskUniqueIDs: [])
            try expectExecutions(found, equals: [TaskExecution?](), "get of nothing")
        },
    ]

    /// Asks for executions of every kind with every combination of requirements.
    static func checkFilters(
        _ isFound: (TaskExecution, TaskExecutionRequirements) async throws -> Bool,
        insert: ([TaskExecution]) async throws -> Void
    ) async throws {
        let executorIDs: [String?] = [nil, "", "x", "X"]
        var executions: [TaskExecution] = []
        for status in TaskExecutionStatus.allCases {
            for number in 0..<4 {
                let id = "\(status) \(number)"
                let execution: TaskExecution =
                    number % 2 == 0 ? .sample(id) : .sleepingSample(id, uniqueID: "unique id of \(id)")
                executions.append(
                    execution.changed { execution in
                        execution.status = status
                        execution.isFinished = number / 2 == 0
                        execution.executorID = executorIDs[number]
                    }
                )
            }
        }
        try await insert(executions)
        let flags: [Bool?] = [nil, true, false]
        let statuses: [TaskExecutionStatus?] = [nil, .ready, .running, .finalizeFailed]
        for isSleepingTask in flags {
            for isFinished in flags {
                for status in statuses {
                    for executorID in [nil, "", "x"] as [String?] {
                        let requirements = TaskExecutionRequirements(
                            isSleepingTask: isSleepingTask, status: status, isFinished: isFinished,
                            executorID: executorID
                        )
                        for execution in executions.suffix(12) + executions.prefix(8) {
                            let found = try await isFound(execution, requirements)
                            try expect(
                                found, equals: requirements.matches(execution), "\(requirements) on \(execution)")
                        }
                    }
                }
            }
        }
    }
}
