internal import DurableExecutionStorage
internal import Foundation
internal import SQLiteDriver
internal import TypedSQL

/// The lifecycle through the public storage.
struct StorageLifecycle {
    let indexes: TaskExecutionsIndexProfile

    struct Miscount: Error, CustomStringConvertible {
        let phase: Int
        let count: Int
        var description: String { "phase \(phase) handled \(count) executions" }
    }

    func run(_ workload: Workload, _ batch: Int, _ path: String) async throws -> PhaseTimes {
        let database = try await SQLiteDatabase(path: path)
        let storage = SQLTaskExecutionsStorage(database, table: TaskExecutionsTable(indexes: indexes))
        try await storage.migrate()
        var seconds: [Double] = []
        for (index, phase) in Self.phases(workload, batch, on: storage).enumerated() {
            let start = ContinuousClock.now
            let handled = try await phase()
            seconds.append((ContinuousClock.now - start) / .seconds(1))
            if handled != workload.executions.count { throw Miscount(phase: index, count: handled) }
        }
        await database.close()
        return PhaseTimes(seconds)
    }

    /// The phases in their order; each says how many executions it handled.
    static func phases(
        _ workload: Workload, _ batch: Int, on storage: some TaskExecutionsStorage
    ) -> [() async throws -> Int] {
        // A caller has its executions at hand, and so has the floor.
        let batches = stride(from: 0, to: workload.executions.count, by: batch).map {
            Array(workload.executions[$0..<$0 + batch])
        }
        return [
            { try await insert(batches, into: storage) },
            { try await claim(from: storage) },
            { try await complete(workload, batch, in: storage) },
            { try await claimForClosing(from: storage) },
            { try await close(workload, batch, in: storage) },
            { try await get(workload, batch, from: storage) },
        ]
    }

    private static var now: Int64 { Int64(Date().timeIntervalSince1970 * 1000) }

    private static func insert(_ batches: [[TaskExecution]], into storage: some TaskExecutionsStorage) async throws
        -> Int
    {
        for batch in batches { try await storage.insert(batch) }
        return batches.reduce(0) { $0 + $1.count }
    }

    private static func claim(from storage: some TaskExecutionsStorage) async throws -> Int {
        let now = now
        var update = TaskExecutionUpdate(updatedAt: now)
        update.status = .running
        update.executorID = .set("ex_0123456789abcdefghijklmn")
        update.startedAt = .set(now)
        update.expiresAfterTimeoutFrom = now
        return try await claimAll(.startable(status: .ready, startAtLessThan: now + 1), update, from: storage)
    }

    private static func claimForClosing(from storage: some TaskExecutionsStorage) async throws -> Int {
        var update = TaskExecutionUpdate(updatedAt: now)
        update.closeStatus = .closing
        update.closeExpiresAt = .set(now + 60_000)
        return try await claimAll(.closing(.ready), update, from: storage)
    }

    private static func claimAll(
        _ selector: TaskExecutionSelector, _ update: TaskExecutionUpdate, from storage: some TaskExecutionsStorage
    ) async throws -> Int {
        var total = 0
        while true {
            let claimed = try await storage.updateAndReturn(selector, limit: 100, update: update).executions.count
            if claimed == 0 { return total }
            total += claimed
        }
    }

    private static func complete(_ workload: Workload, _ batch: Int, in storage: some TaskExecutionsStorage)
        async throws
        -> Int
    {
        var total = 0
        for start in stride(from: 0, to: workload.executions.count, by: batch) {
            let now = now
            let requests = (start..<start + batch).map { index in
                var update = TaskExecutionUpdate(updatedAt: now)
                update.status = .completed
                update.isFinished = true
                update.output = workload.outputs[index]
                update.finishedAt = now
                update.closeStatus = .ready
                update.expiresAt = .unset
                return TaskExecutionUpdateRequest(
                    executionID: workload.executionIDs[index],
                    requirements: TaskExecutionRequirements(status: .running), update: update
                )
            }
            total += try await storage.update(requests).count { $0 }
        }
        return total
    }

    private static func close(_ workload: Workload, _ batch: Int, in storage: some TaskExecutionsStorage) async throws
        -> Int
    {
        var update = TaskExecutionUpdate(updatedAt: now)
        update.closeStatus = .closed
        update.closedAt = now
        update.closeExpiresAt = .unset
        var total = 0
        for start in stride(from: 0, to: workload.executions.count, by: batch) {
            let requests = workload.executionIDs[start..<start + batch].map {
                TaskExecutionUpdateRequest(executionID: $0, update: update)
            }
            total += try await storage.update(requests).count { $0 }
        }
        return total
    }

    private static func get(_ workload: Workload, _ batch: Int, from storage: some TaskExecutionsStorage) async throws
        -> Int
    {
        var total = 0
        for start in stride(from: 0, to: workload.executions.count, by: batch) {
            let lookups = workload.executionIDs[start..<start + batch].map { TaskExecutionLookup(executionID: $0) }
            let found = try await storage.get(lookups)
            // By position, for an execution is large to copy.
            total += found.indices.count { found[$0] != nil }
        }
        return total
    }
}
