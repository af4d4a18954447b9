import DurableExecution

extension QueryConformance {
    static let treeChecks: [Check] = [
        Check("a tree has each execution before its children, these in their order, and the finalize execution last") {
            storage in
            let lines = ["top", " a", "  a0", "  a1", "  a2", " b", " c", "  c0", "   c00", " f", "  f0"]
            let executions: [TaskExecution] = [
                .child("f0", of: "f", index: 0), .child("f", of: "top", index: 0, isFinalize: true),
                .child("c", of: "top", index: 2), .child("a2", of: "a", index: 2), .child("a0", of: "a", index: 0),
                .child("a1", of: "a", index: 1), .child("c00", of: "c0", index: 0), .child("c0", of: "c", index: 0),
                .child("b", of: "top", index: 1), .child("a", of: "top", index: 0), .sample("top"), .sample("other"),
            ]
            try await storage.insert(executions)
            for (id, start) in [("top", TaskExecutionTree.Start.itself), ("top", .root), ("c00", .root)] {
                let tree = try await storage.tree(ofExecution: id, from: start)
                try expect(tree?.lines, equals: lines, "the tree of \(id) from \(start)")
            }
            let part = try await storage.tree(ofExecution: "c", from: .itself)
            try expect(part?.lines, equals: ["c", " c0", "  c00"], "the tree of c from itself")
            let summaries = try await storage.tree(ofExecution: "b", from: .itself)?.nodes.map(\.execution)
            try expect(summaries, equals: [TaskExecutionSummary(executions[8])], "the tree of b from itself")
        },
        Check("there is no tree of an execution that is not there") { storage in
            try await storage.insert([.child("a", of: "missing", index: 0)])
            for start in TaskExecutionTree.Start.allCases {
                let none = try await storage.tree(ofExecution: "missing", from: start)
                try expect(none == nil, equals: true, "the tree of nothing")
            }
            let orphan = try await storage.tree(ofExecution: "a", from: .root)
            try expect(orphan?.lines, equals: ["a"], "the tree of a child whose root is gone")
        },
        Check("a tree of 10 levels with 100 children each, and one of 2,000 levels, come whole") { storage in
            var executions: [TaskExecution] = [.sample("top"), .sample("deep 0")]
            for level in 0..<10 {
                let parent = level == 0 ? "top" : "l\(level - 1) 0"
                executions += (0..<100).map { .child("l\(level) \($0)", of: parent, index: $0) }
            }
            executions += (1..<2_000).map { .child("deep \($0)", of: "deep \($0 - 1)", index: 0, root: "deep 0") }
            try await storage.insert(executions)
            let wide = try await storage.tree(ofExecution: "l9 99", from: .root)
            try expect(wide?.nodes.count, equals: 1_001, "executions in 10 levels")
            try expect(wide?.nodes.map(\.depth).max(), equals: 10, "the deepest of 10 levels")
            let deep = try await storage.tree(ofExecution: "deep 1999", from: .root)
            try expect(deep?.nodes.map(\.depth), equals: Array(0..<2_000), "2,000 levels")
        },
        Check("executions that are each other's parents make a tree with an end") { storage in
            try await storage.insert([.child("a", of: "b", index: 0), .child("b", of: "a", index: 0)])
            let tree = try await storage.tree(ofExecution: "a", from: .itself)
            try expect(tree?.lines, equals: ["a", " b"], "the tree of a")
        },
    ]
}

extension TaskExecutionTree {
    /// The ids, each behind as many spaces as there are executions above it.
    fileprivate var lines: [String] {
        nodes.map { String(repeating: " ", count: $0.depth) + $0.execution.executionID }
    }
}

extension TaskExecution {
    static func child(
        _ executionID: String, of parentID: String, index: Int, isFinalize: Bool = false, root: String = "top",
        _ change: (inout TaskExecution) -> Void = { _ in }
    ) -> TaskExecution {
        finishedSample(executionID) { execution in
            execution.root = TaskExecutionReference(taskID: "task", executionID: root)
            execution.parent = ParentTaskExecutionReference(
                taskID: "task", executionID: parentID, indexInParentChildren: index, isFinalizeOfParent: isFinalize
            )
            change(&execution)
        }
    }
}
