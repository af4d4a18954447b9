import DurableExecution

extension ExecutorConformance {
    static let recoveryChecks: [Check] = [
        Check("what an executor leaves when it dies is taken over, in whatever state it was") { scenario in
            let executor = try scenario.executor(pollInterval: .milliseconds(500), leaseDuration: .seconds(10))
            let double = try executor.register(DurableTask("double") { (number: Int, _) in 2 * number })
            let parent = try executor.register(
                .parent("parent") { (number: Int, _) in
                    FanOut(number, children: [double.child(number)])
                } finalize: { (result, _) in
                    result.output + result.children.count
                }
            )
            let now = scenario.clock.now
            func left(_ id: String, _ taskID: String, _ change: (inout TaskExecution) -> Void) -> TaskExecution {
                var row = TaskExecution(taskID: taskID, executionID: id, timeoutMs: 60_000, input: "7", now: now - 100)
                change(&row)
                return row
            }
            let rows = [
                left("running", "double") { row in
                    row.status = .running
                    row.executorID = "ex_dead"
                    row.startedAt = now - 50
                    row.expiresAt = now - 1
                },
                left("processing", "parent") { row in
                    row.status = .waitingForChildren
                    row.runOutput = "3"
                    row.childrenFinishedProcessingStatus = .processing
                    row.childrenFinishedProcessingExpiresAt = now - 1
                },
                left("closing", "double") { row in
                    row.status = .completed
                    row.isFinished = true
                    row.output = "14"
                    row.closeStatus = .closing
                    row.closeExpiresAt = now - 1
                },
            ]
            try await scenario.storage.insert(rows)
            try await executor.start()
            for id in ["running", "processing", "closing"] {
                try await scenario.stored(id) { $0.closeStatus == .closed }
            }
            try expect(try await scenario.stored("running").output, equals: "14", "the output of the one that ran")
            let processed = try await executor.handle(for: parent, executionID: "processing").result()
            try expect(processed, equals: 3, "the output of the parent")
        }
    ]
}
