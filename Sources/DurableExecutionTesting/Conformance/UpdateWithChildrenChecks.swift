import DurableExecution

extension StorageConformance {
    static let updateWithChildrenChecks: [Check] = [
        Check("update inserts the children of an execution that it changed, and only of those") { storage in
            try await storage.insert([.sample("parent"), .sample("other")])
            let children = (0..<3).map { number in
                TaskExecution.sample("child \(number)") { $0.parent = .sample("parent", index: number) }
            }
            let results = try await storage.update([
                parentRequest("missing", children: [.sample("child of missing")]),
                parentRequest("parent", children: children),
                parentRequest(
                    "other", requirements: TaskExecutionRequirements(status: .running),
                    children: [.sample("child of other")]
                ),
            ])
            try expect(results, equals: [false, true, false], "results of the update")
            try await storage.expectStored(
                [waiting("parent"), .sample("other")] + children, absent: ["child of missing", "child of other"],
                "after the update"
            )
            let found = try await storage.children(ofExecutions: ["parent"])
            try expectExecutions(found.first ?? [], equals: children, "children of the parent")
        },
        Check("update undoes a request whose child's id is taken, and carries out the others") { storage in
            let taken = TaskExecution.sample("taken")
            try await storage.insert([.sample("a"), .sample("b"), .sample("c"), taken])
            try await expectExistsError([.executionID("taken")], "update with a child whose id is taken") {
                _ = try await storage.update([
                    parentRequest("a", children: [.sample("child of a")]),
                    parentRequest("b", children: [.sample("first"), .sample("taken"), .sample("last")]),
                    parentRequest("c", children: [.sample("child of c")]),
                ])
            }
            try await storage.expectStored(
                [waiting("a"), .sample("b"), waiting("c"), .sample("child of a"), .sample("child of c"), taken],
                absent: ["first", "last"], "after the refused request"
            )
        },
        Check("update undoes a request whose sleeping child's unique id is taken") { storage in
            let taken = TaskExecution.sleepingSample("sleeping", uniqueID: "taken")
            try await storage.insert([.sample("a"), .sample("b"), taken])
            try await expectExistsError([.sleepingTaskUniqueID("taken")], "update with a taken unique id") {
                _ = try await storage.update([
                    parentRequest("a", children: [.sample("first"), .sleepingSample("second", uniqueID: "taken")]),
                    parentRequest("b", children: [.sleepingSample("child of b", uniqueID: "free")]),
                ])
            }
            try await storage.expectStored(
                [.sample("a"), waiting("b"), .sleepingSample("child of b", uniqueID: "free"), taken],
                absent: ["first", "second"], "after the refused request"
            )
        },
        Check("update undoes a request with the same child twice") { storage in
            try await storage.insert([.sample("a")])
            try await expectExistsError([.executionID("twice")], "update with a child twice") {
                _ = try await storage.update([parentRequest("a", children: [.sample("twice"), .sample("twice")])])
            }
            try await storage.expectStored([.sample("a")], absent: ["twice"], "after the refused request")
        },
        Check("update undoes a request whose child has the id of the parent itself") { storage in
            try await storage.insert([.sample("a")])
            try await expectExistsError([.executionID("a")], "update with itself as child") {
                _ = try await storage.update([parentRequest("a", children: [.sample("a")])])
            }
            try await storage.expectStored([.sample("a")], "after the refused request")
        },
        Check("of two requests of one update with the same child the first one has it") { storage in
            try await storage.insert([.sample("a"), .sample("b")])
            let child = TaskExecution.sample("child") { $0.parent = .sample("a") }
            try await expectExistsError([.executionID("child")], "update with one child for two parents") {
                _ = try await storage.update([
                    parentRequest("a", children: [child]),
                    parentRequest("b", children: [child.changed { $0.parent = .sample("b") }]),
                ])
            }
            try await storage.expectStored([waiting("a"), .sample("b"), child], "after the refused request")
        },
        Check("update does not look at the children of a request that matches nothing") { storage in
            try await storage.insert([.sample("a"), .sample("taken")])
            let results = try await storage.update([
                parentRequest("missing", children: [.sample("taken")]), parentRequest("a", children: []),
            ])
            try expect(results, equals: [false, true], "results of the update")
        },
        Check("update can change a child that an earlier request of the call inserted") { storage in
            try await storage.insert([.sample("a")])
            let results = try await storage.update([
                parentRequest("child", children: []),
                parentRequest("a", children: [.sample("child")]),
                parentRequest("child", children: []),
            ])
            try expect(results, equals: [false, true, true], "results of the update")
            try await storage.expectStored([waiting("a"), waiting("child")], "after the update")
        },
        Check("update inserts 1,000 children of one execution, or none of them") { storage in
            try await storage.insert([.sample("a"), .sample("b"), .sample("taken")])
            let children = (0..<1_000).map { number in
                TaskExecution.sample("child \(number)") { $0.parent = .sample("a", index: number) }
            }
            _ = try await storage.update([parentRequest("a", children: children)])
            let found = try await storage.children(ofExecutions: ["a"])
            try expectExecutions(found.first ?? [], equals: children, "the 1,000 children")
            let others = (0..<1_000).map { TaskExecution.sample("other \($0)") }
            try await expectExistsError([.executionID("taken")], "update with 1,001 children, the last one taken") {
                _ = try await storage.update([parentRequest("b", children: others + [.sample("taken")])])
            }
            try await storage.expectStored(
                [.sample("b")], absent: others.map(\.executionID), "after the refused request"
            )
        },
    ]

    private static func parentRequest(
        _ executionID: String,
        requirements: TaskExecutionRequirements = TaskExecutionRequirements(),
        children: [TaskExecution]
    ) -> TaskExecutionUpdateRequest {
        TaskExecutionUpdateRequest(
            executionID: executionID, requirements: requirements,
            update: .sample { update in
                update.status = .waitingForChildren
                update.activeChildrenCount = 3
                update.executorID = .unset
            },
            children: children
        )
    }

    /// The sample as a `parentRequest` leaves it.
    private static func waiting(_ executionID: String) -> TaskExecution {
        .sample(executionID) { execution in
            execution.status = .waitingForChildren
            execution.activeChildrenCount = 3
            execution.updatedAt = 5_000
        }
    }
}
