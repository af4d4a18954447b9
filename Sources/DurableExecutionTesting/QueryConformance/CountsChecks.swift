import DurableExecution

extension QueryConformance {
    static let countsChecks: [Check] = [
        Check("counts are by task and status, and respect every filter") { storage in
            let executions = variedExecutions
            try await storage.insert(executions)
            for filter in filters {
                let counts = try await storage.counts(filter)
                let expected = executions.filter { filter.matches($0) }
                try expect(counts.total, equals: expected.count, "total of \(filter)")
                let byStatus = Dictionary(grouping: expected, by: \.status).mapValues(\.count)
                try expect(counts.byStatus, equals: byStatus, "counts by status of \(filter)")
                let tasks = Set(expected.map(\.taskID)).sorted()
                try expect(counts.tasks.map(\.taskID), equals: tasks, "tasks of \(filter)")
                for task in counts.tasks {
                    let ofTask = Dictionary(grouping: expected.filter { $0.taskID == task.taskID }, by: \.status)
                    try expect(task.byStatus, equals: ofTask.mapValues(\.count), "counts of \(task.taskID), \(filter)")
                }
            }
        },
        Check("statistics of an empty storage are empty") { storage in
            let statistics = try await storage.statistics(now: 0)
            try expect(
                statistics, equals: TaskExecutionStatistics(counts: TaskExecutionCounts()), "statistics of nothing"
            )
        },
        Check("statistics say what is due, what will be, and who runs how much") { storage in
            let starts: [Int64] = [500, 300, 301, 900, 700]
            try await storage.insert(
                starts.map { start in .sample("ready \(start)") { $0.startAt = start } } + [
                    .sample("running early") { execution in
                        execution.status = .running
                        execution.startAt = 1
                        execution.executorID = "y"
                    },
                    .sample("running") { execution in
                        execution.status = .running
                        execution.executorID = "x"
                    },
                    .sample("running too") { execution in
                        execution.status = .running
                        execution.executorID = "x"
                    },
                    .sample("cancelled") { execution in
                        execution.status = .cancelled
                        execution.executorID = "x"
                    },
                    .sleepingSample("sleeping", uniqueID: "u"),
                ]
            )
            let statistics = try await storage.statistics(now: 500)
            try expect(statistics.oldestDueAt, equals: 300, "the oldest that is due")
            try expect(statistics.nextDueAt, equals: 700, "the next that will be due")
            try expect(
                statistics.executors,
                equals: [.init(executorID: "x", running: 2), .init(executorID: "y", running: 1)], "executors"
            )
            try expect(statistics.counts.byStatus, equals: [.ready: 5, .running: 4, .cancelled: 1], "counts")
            let before = try await storage.statistics(now: 299)
            try expect(before.oldestDueAt, equals: nil, "the oldest that is due before all")
            try expect(before.nextDueAt, equals: 300, "the next that will be due before all")
        },
    ]
}
