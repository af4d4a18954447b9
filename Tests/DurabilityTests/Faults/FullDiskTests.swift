import DurableExecutionStorage
import Foundation
import SQLiteDriver
import Testing
import TypedSQL

/// A disk that is really full.
@Suite(.enabled(if: SmallDisk.canBeMounted, "a small disk can't be mounted here")) struct FullDiskTests {
    @Test func aFullDiskIsAnErrorAndLosesNothing() async throws {
        try await SmallDisk.with(megabytes: 1) { disk in
            let storage = SQLTaskExecutionsStorage(try await disk.folder.database())
            try await storage.migrate()
            var stored = 0
            var code: SQLiteError.Code?
            while code == nil {
                do {
                    try await storage.insert([execution("\(stored)")])
                    stored += 1
                } catch {
                    code = try #require(error as? SQLiteError).code
                }
            }
            #expect(code == .diskFull)
            #expect(stored > 0)
            #expect(try await storage.rows().count == stored)
            await storage.database.close()
            let again = SQLTaskExecutionsStorage(try await disk.folder.database())
            #expect(try await again.rows().count == stored)
            await again.database.close()
        }
    }

    @Test func anExecutorGoesOnByItselfWhenThereIsRoomAgain() async throws {
        try await SmallDisk.with(megabytes: 64) { disk in
            let storage = SQLTaskExecutionsStorage(try await disk.folder.database())
            try await storage.migrate()
            let doubling = try DoublingExecutor(on: storage, bodies: .milliseconds(20))
            try await doubling.executor.start()
            var handles: [TaskExecutionHandle<Int>] = []
            var refusals = 0
            for round in 0..<5 {
                handles += try await doubling.executor.enqueue(doubling.sum, inputs: (50 * round)..<(50 * round + 50))
                try disk.fill()
                // The room that the log has already can still be written to.
                while refusals == round {
                    do {
                        try await storage.insert([execution("\(UUID())")])
                    } catch let error as SQLiteError where error.code == .diskFull {
                        refusals += 1
                    }
                }
                // Longer than a lease, so that nothing of what runs can be kept.
                try await Task.sleep(for: .milliseconds(300))
                try disk.makeRoom()
            }
            for (number, handle) in handles.enumerated() {
                #expect(try await handle.result() == DoublingExecutor.sum(of: number))
            }
            await doubling.executor.shutdown()
            await storage.database.close()
            try Figure(figure: "times that a disk was full under an executor", value: refusals, losses: 0).record()
        }
    }

    /// One that nobody runs.
    private func execution(_ id: String) -> TaskExecution {
        TaskExecution(
            taskID: "nobody's", executionID: id, timeoutMs: 1_000, input: String(repeating: "x", count: 20_000),
            now: .max / 2
        )
    }
}
