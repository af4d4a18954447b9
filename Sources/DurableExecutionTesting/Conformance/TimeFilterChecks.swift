import DurableExecution

extension StorageConformance {
    static let timeFilterChecks: [Check] = [
        Check("get by id respects the requirements on times, which an absent time never meets") { storage in
            try await checkTimeFilters { execution, requirements in
                let lookup = TaskExecutionLookup(executionID: execution.executionID, requirements: requirements)
                return try await storage.get([lookup]).compactMap { $0 }.count == 1
            } insert: {
                try await storage.insert($0)
            }
        },
        Check("update respects the requirements on times, which an absent time never meets") { storage in
            try await checkTimeFilters { execution, requirements in
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
        Check("update gives each of many requests its own requirements on times") { storage in
            let executions = (0..<20).map { number in
                TaskExecution.sample("e\(number)") { $0.startedAt = Int64(number % 3) }
            }
            try await storage.insert(executions)
            for time in 0..<3 as Range<Int64> {
                let requests = executions.map {
                    TaskExecutionUpdateRequest(
                        executionID: $0.executionID, requirements: TaskExecutionRequirements(startedAt: time),
                        update: .sample(updatedAt: 1_000)
                    )
                }
                let expected = executions.map { $0.startedAt == time }
                try expect(try await storage.update(requests), equals: expected, "update of those started at \(time)")
            }
        },
    ]

    private static func checkTimeFilters(
        _ isFound: (TaskExecution, TaskExecutionRequirements) async throws -> Bool,
        insert: ([TaskExecution]) async throws -> Void
    ) async throws {
        let times: [Int64?] = [nil, 0, 1, .max]
        let executions = times.enumerated().flatMap { first, startedAt in
            times.enumerated().map { second, expiresAt in
                TaskExecution.sample("\(first) \(second)") { execution in
                    execution.startedAt = startedAt
                    execution.childrenFinishedProcessingExpiresAt = expiresAt
                }
            }
        }
        try await insert(executions)
        for startedAt in times {
            for expiresAt in times {
                let requirements = TaskExecutionRequirements(
                    startedAt: startedAt, childrenFinishedProcessingExpiresAt: expiresAt
                )
                for execution in executions {
                    let expected =
                        (startedAt == nil || startedAt == execution.startedAt)
                        && (expiresAt == nil || expiresAt == execution.childrenFinishedProcessingExpiresAt)
                    try expect(
                        try await isFound(execution, requirements), equals: expected, "\(requirements) on \(execution)"
                    )
                }
            }
        }
    }
}
