import DurableExecution

extension StorageConformance {
    static let deleteChecks: [Check] = [
        Check("delete takes one execution out of every operation's sight") { storage in
            let gone = TaskExecution.fullSample("gone") { $0.parent = .sample("parent") }
            let stays = TaskExecution.fullSample("stays") { $0.parent = .sample("parent") }
            try await storage.insert([gone, stays])
            try await storage.delete(executionID: "gone")
            try await storage.expectStored([stays], absent: ["gone"], "after the deletion")
            let asleep = try await storage.get(sleepingTaskUniqueIDs: ["unique id of gone"])
            try expectExecutions(asleep, equals: [nil], "get by unique id after the deletion")
            let children = try await storage.children(ofExecutions: ["parent"])
            try expectExecutions(children.first ?? [], equals: [stays], "children after the deletion")
            let selected = try await storage.updateAndReturn(.closing(.closing), limit: 10, update: .sample())
            try expect(selected.executions.map(\.executionID), equals: ["stays"], "selected after the deletion")
            let updated = try await storage.update([TaskExecutionUpdateRequest(executionID: "gone", update: .sample())])
            try expect(updated, equals: [false], "results of an update of what was deleted")
        },
        Check("delete frees the ids of the execution") { storage in
            let execution = TaskExecution.sleepingSample("again", uniqueID: "again too")
            try await storage.insert([execution])
            try await storage.delete(executionID: "again")
            try await storage.insert([execution])
            try await storage.expectStored([execution], "after a second insert")
        },
        Check("delete of an id that is not stored does nothing") { storage in
            try await storage.insert([.sample("a")])
            try await storage.delete(executionID: "missing")
            try await storage.expectStored([.sample("a")], "after the deletion")
        },
        Check("deleteAll leaves nothing, and a storage that works on") { storage in
            try await storage.deleteAll()
            let executions = (0..<100).map { TaskExecution.fullSample("e\($0)") }
            try await storage.insert(executions)
            try await storage.deleteAll()
            try await storage.expectStored([], absent: executions.map(\.executionID), "after the deletion")
            let selected = try await storage.updateAndCount(.closing(.closing), limit: 1_000, update: .sample())
            try expect(selected, equals: 0, "count of selected executions after the deletion")
            try await storage.insert(executions)
            try await storage.expectStored(executions, "after a second insert")
        },
    ]

    static let deletesNothingOutsideTestMode = Check("outside test mode the delete operations do nothing") { storage in
        let executions: [TaskExecution] = [.sample("a"), .fullSample("b")]
        try await storage.insert(executions)
        try await storage.delete(executionID: "a")
        try await storage.deleteAll()
        try await storage.expectStored(executions, "after both delete operations")
    }
}
