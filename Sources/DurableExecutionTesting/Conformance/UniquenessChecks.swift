import DurableExecution

extension StorageConformance {
    static let uniquenessChecks: [Check] = [
        Check("insert throws for an execution id that is stored, and stores nothing of the call") { storage in
            let stored = TaskExecution.sample("taken")
            try await storage.insert([stored])
            try await expectExistsError([.executionID("taken")], "insert of a taken id among others") {
                try await storage.insert([
                    .sample("before"), .sample("taken") { $0.input = "other" }, .sample("after"),
                ])
            }
            try await storage.expectStored([stored], absent: ["before", "after"], "after the refused insert")
        },
        Check("insert throws for an execution id that comes twice in the call, and stores nothing of it") { storage in
            try await expectExistsError([.executionID("twice")], "insert of an id twice") {
                try await storage.insert([.sample("before"), .sample("twice"), .sample("twice"), .sample("after")])
            }
            try await storage.expectStored([], absent: ["before", "twice", "after"], "after the refused insert")
        },
        Check("insert throws for a sleeping task's unique id that is stored, and stores nothing of the call") {
            storage in
            let stored = TaskExecution.sleepingSample("stored", uniqueID: "taken")
            try await storage.insert([stored])
            try await expectExistsError([.sleepingTaskUniqueID("taken")], "insert of a taken unique id") {
                try await storage.insert([
                    .sample("before"), .sleepingSample("other", uniqueID: "taken"), .sample("after"),
                ])
            }
            try await storage.expectStored([stored], absent: ["before", "other", "after"], "after the refused insert")
            let found = try await storage.get(sleepingTaskUniqueIDs: ["taken"])
            try expectExecutions(found, equals: [stored], "the execution with the unique id")
        },
        Check("insert throws for a sleeping task's unique id that comes twice in the call") { storage in
            try await expectExistsError([.sleepingTaskUniqueID("twice")], "insert of a unique id twice") {
                try await storage.insert([
                    .sleepingSample("a", uniqueID: "twice"), .sample("b"), .sleepingSample("c", uniqueID: "twice"),
                ])
            }
            try await storage.expectStored([], absent: ["a", "b", "c"], "after the refused insert")
        },
        Check("insert throws where both ids are taken, for either of them") { storage in
            let stored = TaskExecution.sleepingSample("taken", uniqueID: "taken too")
            try await storage.insert([stored])
            try await expectExistsError(
                [.executionID("taken"), .sleepingTaskUniqueID("taken too")], "insert of the same execution again"
            ) {
                try await storage.insert([stored])
            }
            try await storage.expectStored([stored], "after the refused insert")
        },
        Check("insert stores nothing of 5,000 executions of which the last one is refused") { storage in
            let stored = TaskExecution.sample("taken")
            try await storage.insert([stored])
            let executions = (0..<4_999).map { TaskExecution.sample("e\($0)") }
            try await expectExistsError([.executionID("taken")], "a long insert that ends with a taken id") {
                try await storage.insert(executions + [.sample("taken")])
            }
            try await storage.expectStored(
                [stored], absent: executions.map(\.executionID), "after the refused insert"
            )
        },
        Check("an insert that was refused can be carried out once its ids are free") { storage in
            try await storage.insert([.sample("taken")])
            try await expectExistsError([.executionID("taken")], "insert of a taken id") {
                try await storage.insert([.sleepingSample("a", uniqueID: "u"), .sample("taken")])
            }
            let second: [TaskExecution] = [.sleepingSample("a", uniqueID: "u"), .sample("free")]
            try await storage.insert(second)
            try await storage.expectStored(second, "after the second insert")
        },
        Check("an execution id may be the same as another one's unique id or task id") { storage in
            let executions: [TaskExecution] = [
                .sleepingSample("x", uniqueID: "y"), .sleepingSample("y", uniqueID: "x"), .sample("task"),
            ]
            try await storage.insert(executions)
            try await storage.expectStored(executions, "after the insert")
        },
    ]
}
