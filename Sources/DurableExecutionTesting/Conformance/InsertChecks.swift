import DurableExecution

extension StorageConformance {
    static let insertChecks: [Check] = [
        Check("insert stores every execution of a call as it was given") { storage in
            let executions: [TaskExecution] = [
                .sample("plain"), .fullSample("full"), .sleepingSample("asleep", uniqueID: "wake me"),
            ]
            try await storage.insert(executions)
            try await storage.expectStored(executions, "after insert")
        },
        Check("insert of an empty list does nothing") { storage in
            try await storage.insert([])
            let found = try await storage.updateAndReturn(.closing(.idle), limit: 10, update: .sample())
            try expectExecutions(found.executions, equals: [], "after an insert of nothing")
        },
        Check("insert takes 20,000 executions in one call") { storage in
            let executions = (0..<20_000).map { TaskExecution.sample("e\($0)") }
            try await storage.insert(executions)
            try await storage.expectStored(executions, absent: ["e20000"], "after the insert")
        },
        Check("insert adds to what is stored") { storage in
            let first = TaskExecution.sample("first")
            let second = TaskExecution.sample("second")
            try await storage.insert([first])
            try await storage.insert([second])
            try await storage.expectStored([first, second], "after two inserts")
        },
        Check("insert accepts a parent and a root that are not stored") { storage in
            let child = TaskExecution.sample("child") { execution in
                execution.parent = .sample("nowhere")
                execution.root = TaskExecutionReference(taskID: "root", executionID: "nowhere either")
            }
            try await storage.insert([child])
            try await storage.expectStored([child], "after the insert")
        },
    ]
}
