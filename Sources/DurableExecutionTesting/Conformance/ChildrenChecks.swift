import DurableExecution

extension StorageConformance {
    static let childrenChecks: [Check] = [
        Check("children come in the order of their index, and of their insertion where that is equal") { storage in
            let children = [5, 0, 3, 3, 1, 0, 10, 2].enumerated().map { number, index in
                TaskExecution.fullSample("child \(number)") { $0.parent = .sample("parent", index: index) }
            }
            try await storage.insert(children + [.sample("parent"), .sample("other")])
            let found = try await storage.children(ofExecutions: ["parent"])
            try expect(found.count, equals: 1, "number of results")
            try expectExecutions(
                found.first ?? [], equals: [1, 5, 4, 7, 2, 3, 0, 6].map { children[$0] }, "the children")
        },
        Check("children come for each execution in the order of the request, as often as it comes") { storage in
            let ofA = (0..<3).map { number in
                TaskExecution.sample("a\(number)") { $0.parent = .sample("a", index: number) }
            }
            let ofB = [TaskExecution.sample("b0") { $0.parent = .sample("b") }]
            try await storage.insert(ofA + ofB + [.sample("a"), .sample("childless")])
            let ids = ["b", "missing", "a", "childless", "b", "a", ""]
            let found = try await storage.children(ofExecutions: ids)
            try expect(found.count, equals: 7, "number of results")
            for (found, expected) in zip(found, [ofB, [], ofA, [], ofB, ofA, []]) {
                try expectExecutions(found, equals: expected, "children of one of \(ids)")
            }
        },
        Check("children of an empty list are an empty list") { storage in
            let found = try await storage.children(ofExecutions: [])
            try expect(found.count, equals: 0, "number of results")
        },
        Check("children are not the children's children, nor those of the same root") { storage in
            let child = TaskExecution.sample("child") { execution in
                execution.parent = .sample("top")
                execution.root = TaskExecutionReference(taskID: "task", executionID: "top")
            }
            let grandchild = TaskExecution.sample("grandchild") { execution in
                execution.parent = .sample("child")
                execution.root = TaskExecutionReference(taskID: "task", executionID: "top")
            }
            try await storage.insert([grandchild, child, .sample("top")])
            let found = try await storage.children(ofExecutions: ["top", "child", "grandchild"])
            try expect(found.map { $0.map(\.executionID) }, equals: [["child"], ["grandchild"], []], "children")
        },
        Check("children of 1,000 executions come in one call") { storage in
            let children = (0..<1_000).map { number in
                TaskExecution.sample("c\(number)") { $0.parent = .sample("p\(number)") }
            }
            try await storage.insert(children)
            let found = try await storage.children(ofExecutions: (0..<2_000).reversed().map { "p\($0)" })
            let expected = (0..<2_000).reversed().map { $0 < 1_000 ? ["c\($0)"] : [] }
            try expect(found.map { $0.map(\.executionID) }, equals: expected, "children")
        },
        Check("updateChildren changes the children that are finished, or that are not, and no others") { storage in
            let executions = (0..<12).map { number in
                TaskExecution.sample("e\(number)") { execution in
                    execution.parent = number < 8 ? .sample(number % 2 == 0 ? "a" : "b") : nil
                    execution.isFinished = number % 4 < 2
                }
            }
            try await storage.insert(executions + [.sample("a"), .sample("b")])
            try await storage.updateChildren([
                ChildTaskExecutionsUpdateRequest(
                    parentExecutionID: "a", isFinished: false,
                    update: .sample(updatedAt: 1) { $0.needsCancellation = true }
                ),
                ChildTaskExecutionsUpdateRequest(
                    parentExecutionID: "b", isFinished: true, update: .sample(updatedAt: 2) { $0.output = "done" }
                ),
                ChildTaskExecutionsUpdateRequest(
                    parentExecutionID: "missing", isFinished: true, update: .sample { $0.output = "nobody's" }
                ),
            ])
            let expected = executions.map { execution in
                execution.changed { execution in
                    switch (execution.parent?.executionID, execution.isFinished) {
                    case ("a", false):
                        execution.needsCancellation = true
                        execution.updatedAt = 1
                    case ("b", true):
                        execution.output = "done"
                        execution.updatedAt = 2
                    default: break
                    }
                }
            }
            try await storage.expectStored(expected + [.sample("a"), .sample("b")], "after the update")
        },
        Check("updateChildren carries out requests for the same execution one after the other") { storage in
            let child = TaskExecution.sample("c") { $0.parent = .sample("p") }
            try await storage.insert([child])
            let request = { (isFinished: Bool, time: Int64, becomesFinished: Bool) in
                ChildTaskExecutionsUpdateRequest(
                    parentExecutionID: "p", isFinished: isFinished,
                    update: .sample(updatedAt: time) { $0.isFinished = becomesFinished }
                )
            }
            try await storage.updateChildren([request(false, 1, true), request(false, 2, true), request(true, 3, true)])
            let expected = child.changed { execution in
                execution.isFinished = true
                execution.updatedAt = 3
            }
            try await storage.expectStored([expected], "after the update")
        },
        Check("updateChildren of an empty list does nothing") { storage in
            let child = TaskExecution.sample("c") { $0.parent = .sample("p") }
            try await storage.insert([child])
            try await storage.updateChildren([])
            try await storage.expectStored([child], "after the update")
        },
    ]
}
