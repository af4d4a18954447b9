import DurableExecutionStorage
import Foundation
import SQLiteDriver
import TypedSQL

/// One call of a storage, on a disk that fails in the middle of it.
struct FaultedCall {
    var call: StorageCall
    var operation: Disk.Operation
    var fault: Disk.Fault
    /// How many calls of the operation succeed first.
    var skipped: Int

    struct Outcome {
        /// How many calls to the disk have failed.
        var faults: Int
        /// What is wrong; `nil` where nothing is.
        var loss: String?
    }

    /// - Parameter template: A closed database file with ``SampleRows``.
    func perform(on template: URL, expecting after: [TaskExecution]) async throws -> Outcome {
        try await TemporaryFolder.with { folder in
            try FileManager.default.copyItem(at: template, to: folder.url.appending(path: "test.db"))
            let database = try await folder.database { $0.synchronous = .full }
            // Each commit is written back at once, so that the file itself is written to as well.
            try await database.single { connection in _ = try await connection.run("pragma wal_autocheckpoint = 1") }
            let storage = SQLTaskExecutionsStorage(database)
            let before = try await storage.rows()
            Disk.fail([operation], with: fault, in: folder, skipped: skipped)
            var error: (any Error)?
            do { try await call.perform(on: storage) } catch let thrown { error = thrown }
            let faults = Disk.recover()
            var loss = loss(error, before: before, now: try await storage.rows(), after: after)
            // The same connections go on working, and a new one finds the same.
            try await storage.insert([SampleRows.row("later")])
            let last = try await storage.rows()
            await database.close()
            let again = SQLTaskExecutionsStorage(try await folder.database())
            if try await again.rows() != last { loss = loss ?? "\(self): another connection finds other rows" }
            await again.database.close()
            return Outcome(faults: faults, loss: loss)
        }
    }

    private func loss(
        _ error: (any Error)?, before: [TaskExecution], now: [TaskExecution], after: [TaskExecution]
    ) -> String? {
        if let error { return now == before ? nil : "\(self) threw, and something was stored: \(error)" }
        return now == after ? nil : "\(self) returned, and not all was stored"
    }
}

extension SQLTaskExecutionsStorage {
    /// All rows, in the order of their ids.
    func rows() async throws -> [TaskExecution] {
        let ids = try await list(TaskExecutionQuery(limit: 1_000)).executions.map(\.executionID).sorted()
        return try await get(ids.map { TaskExecutionLookup(executionID: $0) }).compactMap(\.self)
    }
}
