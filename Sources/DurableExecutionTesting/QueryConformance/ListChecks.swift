import DurableExecution

extension QueryConformance {
    static let listChecks: [Check] = [
        Check("a list has the newest first, or the oldest, as summaries of what is stored") { storage in
            let executions: [TaskExecution] = [.sample("a"), .fullSample("b"), .sleepingSample("c", uniqueID: "u")]
            try await storage.insert(executions)
            let newest = try await storage.list(TaskExecutionQuery())
            let summaries = executions.map(TaskExecutionSummary.init)
            try expect(newest, equals: TaskExecutionPage(executions: summaries.reversed()), "newest first")
            let oldest = try await storage.list(TaskExecutionQuery(order: .oldestFirst))
            try expect(oldest, equals: TaskExecutionPage(executions: summaries), "oldest first")
        },
        Check("every filter finds what it asks for, alone and with others") { storage in
            let executions = variedExecutions
            try await storage.insert(executions)
            for filter in filters {
                let page = try await storage.list(TaskExecutionQuery(filter: filter, order: .oldestFirst, limit: 1_000))
                let expected = executions.filter { filter.matches($0) }.map(\.executionID)
                try expect(page.executions.map(\.executionID), equals: expected, "list of \(filter)")
                try expect(page.next, equals: nil, "the end of a list of \(filter)")
            }
        },
        Check("ids that look the same but differ in their bytes are different") { storage in
            let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
            try await storage.insert([
                .sample("a") { $0.taskID = composed }, .sample("b") { $0.taskID = decomposed },
            ])
            var filter = TaskExecutionFilter()
            filter.taskIDs = [decomposed]
            let page = try await storage.list(TaskExecutionQuery(filter: filter))
            try expect(page.executions.map(\.executionID), equals: ["b"], "the list")
            let counts = try await storage.counts(TaskExecutionFilter())
            try expect(counts.tasks.count, equals: 2, "tasks counted")
        },
        Check("pages hold every execution once, whatever is inserted in between") { storage in
            for order in TaskExecutionQuery.Order.allCases {
                try await storage.insert((0..<25).map { .sample("\(order) \($0)") })
                var query = TaskExecutionQuery(order: order, limit: 7)
                var found: [String] = []
                let expected = try await storage.list(TaskExecutionQuery(order: order)).executions.map(\.executionID)
                repeat {
                    let page = try await storage.list(query)
                    found += page.executions.map(\.executionID)
                    if order == .newestFirst { try await storage.insert([.sample("late \(found.count)")]) }
                    query.cursor = page.next
                } while query.cursor != nil
                try expect(found, equals: expected, "all pages, \(order)")
            }
        },
        Check("a full last page has no next one, and an empty page neither") { storage in
            try await storage.insert((0..<4).map { .sample("e\($0)") })
            let first = try await storage.list(TaskExecutionQuery(limit: 2))
            let second = try await storage.list(TaskExecutionQuery(limit: 2, cursor: first.next))
            try expect(second.executions.map(\.executionID), equals: ["e1", "e0"], "the second page")
            try expect(second.next, equals: nil, "the place behind the last page")
            for limit in [0, -1, Int.min] {
                let none = try await storage.list(TaskExecutionQuery(limit: limit))
                try expect(none, equals: TaskExecutionPage(), "a page of \(limit)")
            }
            let all = try await storage.list(TaskExecutionQuery(limit: .max))
            try expect(all.executions.count, equals: 4, "a page without limit")
        },
        Check("pages go on where an execution of the page before was changed or deleted") { storage in
            try await storage.insert((0..<6).map { .finishedSample("e\($0)") })
            let first = try await storage.list(TaskExecutionQuery(order: .oldestFirst, limit: 3))
            _ = try await storage.deleteFinished(
                FinishedTaskExecutionsBatch(finishedBefore: [.completed: 3_000], limit: 4))
            let second = try await storage.list(
                TaskExecutionQuery(order: .oldestFirst, limit: 3, cursor: first.next)
            )
            try expect(second.executions.map(\.executionID), equals: ["e4", "e5"], "the second page")
        },
    ]

    /// Executions that differ in everything that a filter asks for.
    static let variedExecutions: [TaskExecution] = (0..<60).map { number in
        let base: TaskExecution =
            number % 7 == 0 ? .sleepingSample("e\(number)", uniqueID: "u\(number)") : .sample("e\(number)")
        return base.changed { execution in
            execution.taskID = "task \(number % 3)"
            execution.status = TaskExecutionStatus.allCases[number % 9]
            execution.isFinished = execution.status.isFinished
            execution.executorID = number % 4 == 0 ? "x\(number % 8)" : nil
            execution.createdAt = Int64(number) * 10
            execution.startedAt = number % 5 == 0 ? nil : Int64(number) * 10 + 1
            execution.finishedAt = execution.isFinished ? Int64(number) * 10 + 2 : nil
            if number % 2 == 1 {
                execution.root = TaskExecutionReference(taskID: "task 0", executionID: "e\(number % 4)")
                execution.parent = .sample("e\(number % 6)", index: number)
            }
        }
    }

    static var filters: [TaskExecutionFilter] {
        let changes: [(inout TaskExecutionFilter) -> Void] = [
            { _ in }, { $0.taskIDs = ["task 1"] }, { $0.taskIDs = ["task 2", "task 0", "none"] }, { $0.taskIDs = [] },
            { $0.statuses = [.completed] }, { $0.statuses = [.failed, .ready, .timedOut] }, { $0.statuses = [] },
            { $0.rootExecutionID = "e1" }, { $0.rootExecutionID = "missing" }, { $0.parentExecutionID = "e3" },
            { $0.executorID = "x4" }, { $0.isSleepingTask = true }, { $0.isSleepingTask = false },
            { $0.isFinished = true }, { $0.isFinished = false },
            { $0.createdAt = TaskExecutionTimeRange(from: 100, until: 300) },
            { $0.startedAt = TaskExecutionTimeRange(from: 201) },
            { $0.finishedAt = TaskExecutionTimeRange(until: 452) },
            { $0.startedAt = TaskExecutionTimeRange() },
        ]
        return changes.flatMap { first in
            changes.map { second in
                var filter = TaskExecutionFilter()
                first(&filter)
                second(&filter)
                return filter
            }
        }
    }
}

extension TaskExecution {
    /// Of 1970-01-01T00:00:01Z, completed and closed a second later.
    static func finishedSample(_ executionID: String, _ change: (inout TaskExecution) -> Void = { _ in })
        -> TaskExecution
    {
        sample(executionID) { execution in
            execution.status = .completed
            execution.isFinished = true
            execution.finishedAt = 2_000
            execution.closeStatus = .closed
            execution.closedAt = 2_000
            change(&execution)
        }
    }
}
