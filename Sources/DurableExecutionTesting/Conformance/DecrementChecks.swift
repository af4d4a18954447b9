import DurableExecution

extension StorageConformance {
    private static let finishedSelector = TaskExecutionSelector.finished(true, closeStatus: .idle)
    private static let closing = TaskExecutionUpdate.sample { $0.closeStatus = .ready }

    static let decrementChecks: [Check] = [
        Check("a parent's count of active children falls by the number of its children that were changed") { storage in
            let parents = [
                parent("a", activeChildren: 10), parent("b", activeChildren: 10), parent("c", activeChildren: 10),
            ]
            try await storage.insert(parents + (0..<5).map { child("a\($0)", of: "a") })
            try await storage.insert((0..<2).map { child("b\($0)", of: "b") } + [.sample("unfinished child")])
            let count = try await storage.updateAndDecrementParents(finishedSelector, limit: 100, update: closing)
            try expect(count, equals: 7, "count of changed children")
            try await storage.expectStored(
                [decremented("a", to: 5), decremented("b", to: 8), parents[2]], "the parents"
            )
        },
        Check("only the children within the limit are taken off their parents") { storage in
            try await storage.insert([parent("a", activeChildren: 4), parent("b", activeChildren: 4)])
            try await storage.insert([
                child("a1", of: "a", updatedAt: 3), child("b1", of: "b", updatedAt: 1),
                child("a2", of: "a", updatedAt: 2),
                child("b2", of: "b", updatedAt: 4),
            ])
            let first = try await storage.updateAndDecrementParents(finishedSelector, limit: 2, update: closing)
            try expect(first, equals: 2, "count of changed children")
            try await storage.expectStored([decremented("a", to: 3), decremented("b", to: 3)], "after two children")
            let second = try await storage.updateAndDecrementParents(finishedSelector, limit: 1, update: closing)
            try expect(second, equals: 1, "count of changed children")
            try await storage.expectStored([decremented("a", to: 2), decremented("b", to: 3)], "after three children")
        },
        Check("the count of active children never falls below 0") { storage in
            try await storage.insert([parent("a", activeChildren: 0), parent("b", activeChildren: 2)])
            try await storage.insert([child("a1", of: "a")] + (0..<3).map { child("b\($0)", of: "b") })
            let count = try await storage.updateAndDecrementParents(finishedSelector, limit: 100, update: closing)
            try expect(count, equals: 4, "count of changed children")
            try await storage.expectStored([decremented("a", to: 0), decremented("b", to: 0)], "the parents")
        },
        Check("children without a parent, or whose parent is not stored, are changed all the same") { storage in
            let orphans: [TaskExecution] = [
                child("a", of: "missing"), child("b", of: "missing").changed { $0.parent = nil },
            ]
            try await storage.insert(orphans)
            let count = try await storage.updateAndDecrementParents(finishedSelector, limit: 100, update: closing)
            try expect(count, equals: 2, "count of changed children")
            let expected = orphans.map { orphan in
                orphan.changed { execution in
                    execution.closeStatus = .ready
                    execution.updatedAt = 5_000
                }
            }
            try await storage.expectStored(expected, absent: ["missing"], "the children")
        },
        Check("a parent gets the time of the update and stays the same otherwise") { storage in
            let full = TaskExecution.fullSample("p") { execution in
                execution.isFinished = false
                execution.activeChildrenCount = 2
            }
            try await storage.insert([full, child("c", of: "p")])
            _ = try await storage.updateAndDecrementParents(
                finishedSelector, limit: 100,
                update: .sample(updatedAt: 77) { update in
                    update.closeStatus = .closed
                    update.output = "for the child only"
                }
            )
            let expected = full.changed { execution in
                execution.activeChildrenCount = 1
                execution.updatedAt = 77
            }
            try await storage.expectStored([expected], "the parent")
        },
        Check("an execution that is changed and is the parent of another one that is changed gets both changes") {
            storage in
            try await storage.insert([
                parent("top", activeChildren: 3), child("middle", of: "top").changed { $0.activeChildrenCount = 3 },
                child("bottom", of: "middle"),
            ])
            let count = try await storage.updateAndDecrementParents(finishedSelector, limit: 100, update: closing)
            try expect(count, equals: 2, "count of changed executions")
            let middle = child("middle", of: "top").changed { execution in
                execution.activeChildrenCount = 2
                execution.closeStatus = .ready
                execution.updatedAt = 5_000
            }
            try await storage.expectStored([decremented("top", to: 2), middle], "the two parents")
        },
        Check("a decrement with a limit of 0 or less changes neither children nor parents") { storage in
            let executions = [parent("a", activeChildren: 3), child("a1", of: "a")]
            try await storage.insert(executions)
            for limit in [0, -1, .min] {
                let count = try await storage.updateAndDecrementParents(finishedSelector, limit: limit, update: closing)
                try expect(count, equals: 0, "count with a limit of \(limit)")
            }
            try await storage.expectStored(executions, "after the calls")
        },
        Check("3,000 children of 30 parents are taken off them in one call") { storage in
            let parents = (0..<30).map { parent("p\($0)", activeChildren: 101) }
            try await storage.insert(parents + (0..<3_000).map { child("c\($0)", of: "p\($0 % 30)") })
            let count = try await storage.updateAndDecrementParents(finishedSelector, limit: 1_000_000, update: closing)
            try expect(count, equals: 3_000, "count of changed children")
            try await storage.expectStored((0..<30).map { decremented("p\($0)", to: 1) }, "the parents")
        },
        Check("a parent whose count fell to 0 is found among those whose children have finished") { storage in
            try await storage.insert([
                parent("a", activeChildren: 1), parent("b", activeChildren: 2), child("a1", of: "a"),
                child("b1", of: "b"),
            ])
            let selector = TaskExecutionSelector.childrenFinished(status: .waitingForChildren, processingStatus: .idle)
            let before = try await storage.updateAndCount(selector, limit: 10, update: .sample(updatedAt: 1))
            try expect(before, equals: 0, "parents without active children before")
            _ = try await storage.updateAndDecrementParents(finishedSelector, limit: 10, update: closing)
            let after = try await storage.updateAndReturn(selector, limit: 10, update: .sample())
            try expectExecutions(
                after.executions, equals: [decremented("a", to: 0)], "parents without active children after")
        },
    ]

    private static func parent(_ id: String, activeChildren: Int) -> TaskExecution {
        .sample(id) { execution in
            execution.status = .waitingForChildren
            execution.activeChildrenCount = activeChildren
        }
    }

    private static func decremented(_ id: String, to activeChildren: Int) -> TaskExecution {
        parent(id, activeChildren: activeChildren).changed { $0.updatedAt = 5_000 }
    }

    private static func child(_ id: String, of parent: String, updatedAt: Int64 = 1_000) -> TaskExecution {
        .sample(id) { execution in
            execution.parent = .sample(parent)
            execution.status = .completed
            execution.isFinished = true
            execution.updatedAt = updatedAt
        }
    }
}
