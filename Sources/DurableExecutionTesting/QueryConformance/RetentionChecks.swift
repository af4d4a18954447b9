import DurableExecution

extension QueryConformance {
    static let retentionChecks: [Check] = [
        Check("only what is finished, closed and older than the age of its status is deleted") { storage in
            try await storage.insert([
                .finishedSample("old"), .finishedSample("new") { $0.finishedAt = 5_000 },
                .finishedSample("failed") { $0.status = .failed }, .finishedSample("lost") { $0.status = .timedOut },
                .finishedSample("closing") { $0.closeStatus = .closing },
                .finishedSample("not closed") { $0.closeStatus = .ready },
                .finishedSample("without end") { $0.finishedAt = nil },
                .sample("ready"), .sample("running") { $0.status = .running },
            ])
            let deleted = try await storage.deleteAll(
                finishedBefore: [.completed: 5_000, .failed: 2_000, .timedOut: 2_001]
            )
            try expect(deleted, equals: [2, 2], "trees and executions deleted")
            try await storage.expectLeft(
                ["new", "failed", "closing", "not closed", "without end", "ready", "running"], absent: ["old", "lost"]
            )
        },
        Check("a tree goes as a whole, and not before its last execution is finished and closed") { storage in
            let inner: [(String, (inout TaskExecution) -> Void)] = [
                ("over", { _ in }), ("late", { $0.finishedAt = 90_000 }),
                (
                    "running",
                    { execution in
                        execution.status = .running
                        execution.isFinished = false
                    }
                ),
                ("closing", { $0.closeStatus = .closing }),
            ]
            for (name, change) in inner {
                try await storage.insert([
                    .finishedSample(name), .child("\(name) 0", of: name, index: 0, root: name),
                    .child("\(name) 1", of: name, index: 1, root: name),
                    .child("\(name) 00", of: "\(name) 0", index: 0, root: name, change),
                ])
            }
            let deleted = try await storage.deleteAll(finishedBefore: [.completed: 3_000])
            try expect(deleted, equals: [2, 8], "trees and executions deleted")
            let parts = { (name: String) in [name, "\(name) 0", "\(name) 1", "\(name) 00"] }
            try await storage.expectLeft(parts("running") + parts("closing"), absent: parts("over") + parts("late"))
        },
        Check("children are never deleted without the execution at the top") { storage in
            try await storage.insert([
                .sample("top"), .child("a", of: "top", index: 0), .child("b", of: "gone", index: 0),
            ])
            let deleted = try await storage.deleteAll(finishedBefore: [.completed: 3_000])
            try expect(deleted, equals: [0, 0], "trees and executions deleted")
            try await storage.expectLeft(["top", "a", "b"], absent: [])
        },
        Check("batches are as small as asked, but never part a tree") { storage in
            for tree in 0..<5 {
                try await storage.insert([.finishedSample("t\(tree)")])
                try await storage.insert(
                    (0..<3).map { .child("t\(tree) \($0)", of: "t\(tree)", index: $0, root: "t\(tree)") }
                )
            }
            var batch = FinishedTaskExecutionsBatch(finishedBefore: [.completed: 3_000], limit: 9)
            var sizes: [Int] = []
            repeat {
                let deleted = try await storage.deleteFinished(batch)
                sizes.append(deleted.executions)
                batch.cursor = deleted.next
            } while batch.cursor != nil
            try expect(sizes.filter { $0 > 0 }, equals: [8, 8, 4], "executions in each batch")
            try await storage.insert(
                [.finishedSample("t")] + (0..<3).map { .child("c\($0)", of: "t", index: $0, root: "t") })
            batch.limit = 1
            let large = try await storage.deleteAll(batch)
            try expect(large, equals: [1, 4], "trees and executions of a tree larger than the batch")
        },
        Check("a tree larger than a batch goes from its leaves up, its top last, and on where it was broken off") {
            storage in
            // Wide, deep, and a family in a family.
            try await storage.insert([.finishedSample("top")])
            try await storage.insert((0..<40).map { .child("w\($0)", of: "top", index: $0) })
            try await storage.insert((0..<40).map { .child("d\($0)", of: $0 == 0 ? "w7" : "d\($0 - 1)", index: 0) })
            try await storage.insert((0..<25).map { .child("f\($0)", of: "d20", index: $0 + 1) })
            var (batch, executions) = (FinishedTaskExecutionsBatch(finishedBefore: [.completed: 3_000], limit: 10), 0)
            for round in 1...1_000 {
                let deleted = try await storage.deleteFinished(batch)
                executions += deleted.executions
                try expect(deleted.executions <= 10, equals: true, "no more than the batch at once")
                let left = try await storage.counts(TaskExecutionFilter()).total
                try expect(left + executions, equals: 106, "executions left and deleted")
                if left > 0 { try await storage.expectLeft(["top"], absent: []) }
                // A process that dies has forgotten where it was.
                batch.cursor = round % 5 == 0 && left > 0 ? nil : deleted.next
                if left == 0 { break }
            }
            try expect(executions, equals: 106, "executions deleted")
        },
        Check("a tree larger than a batch stays as it is if one of its executions is not over") { storage in
            for (top, change) in [
                ("a", { $0.closeStatus = .ready } as (inout TaskExecution) -> Void),
                (
                    "b",
                    {
                        $0.isFinished = false; $0.status = .running
                    }
                ),
            ] {
                try await storage.insert([.finishedSample(top)])
                try await storage.insert((0..<30).map { .child("\(top)\($0)", of: top, index: $0, root: top) })
                try await storage.insert([.child("\(top) last", of: "\(top)29", index: 0, root: top, change)])
            }
            let deleted = try await storage.deleteAll(
                FinishedTaskExecutionsBatch(finishedBefore: [.completed: 3_000], limit: 5)
            )
            try expect(deleted, equals: [0, 0], "trees and executions deleted")
            let counts = try await storage.counts(TaskExecutionFilter())
            try expect(counts.total, equals: 64, "executions left")
        },
        Check("a dry run counts the same and deletes nothing") { storage in
            try await storage.insert((0..<30).map { .finishedSample("e\($0)") })
            try await storage.insert([.child("c", of: "e3", index: 0, root: "e3")])
            let batch = FinishedTaskExecutionsBatch(finishedBefore: [.completed: 3_000], limit: 4, isDryRun: true)
            let counted = try await storage.deleteAll(batch)
            try expect(counted, equals: [30, 31], "trees and executions counted")
            let counts = try await storage.counts(TaskExecutionFilter())
            try expect(counts.total, equals: 31, "executions left")
        },
        Check("what is deleted among thousands that stay is found") { storage in
            try await storage.insert(
                (0..<5_000).map { number in
                    .finishedSample("e\(number)") { if number % 999 != 0 { $0.status = .failed } }
                }
            )
            let deleted = try await storage.deleteAll(finishedBefore: [.completed: 3_000])
            try expect(deleted, equals: [6, 6], "trees and executions deleted")
            let none = try await storage.deleteAll(finishedBefore: [:])
            try expect(none, equals: [0, 0], "deleted without any age")
        },
    ]
}

extension PrunableTaskExecutionsStorage {
    fileprivate func deleteAll(finishedBefore: [TaskExecutionStatus: Int64]) async throws -> [Int] {
        try await deleteAll(FinishedTaskExecutionsBatch(finishedBefore: finishedBefore))
    }

    /// The trees and the executions that all batches delete.
    fileprivate func deleteAll(_ first: FinishedTaskExecutionsBatch) async throws -> [Int] {
        var (batch, deleted) = (first, [0, 0])
        repeat {
            let part = try await deleteFinished(batch)
            deleted = [deleted[0] + part.trees, deleted[1] + part.executions]
            batch.cursor = part.next
        } while batch.cursor != nil
        return deleted
    }

    fileprivate func expectLeft(_ ids: [String], absent: [String]) async throws {
        let found = try await get((ids + absent).map { TaskExecutionLookup(executionID: $0) })
        try expect(found.compactMap { $0?.executionID }, equals: ids, "executions left")
    }
}
