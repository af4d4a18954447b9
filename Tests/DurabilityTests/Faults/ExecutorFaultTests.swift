import DurableExecutionStorage
import SQLiteDriver
import Testing
import TypedSQL

extension MachineFaults {
    /// An executor on a disk that fails for a while.
    @Suite struct ExecutorFaultTests {
        @Test(arguments: Disk.Fault.allCases)
        func anExecutorGoesOnByItselfWhenTheFaultEnds(_ fault: Disk.Fault) async throws {
            try Disk.prepare()
            try await TemporaryFolder.with { folder in
                let storage = SQLTaskExecutionsStorage(try await folder.database { $0.synchronous = .full })
                try await storage.migrate()
                let doubling = try DoublingExecutor(on: storage)
                let handles = try await doubling.executor.enqueue(doubling.sum, inputs: 0..<100)
                try await doubling.executor.start()
                var faults = 0
                let rounds = Nightly.count(5, nightly: 100)
                for round in 0..<rounds {
                    Progress.report("rounds of faults, \(fault)", round, of: rounds)
                    let operations: [Disk.Operation] = [.write, .sync, .read, .lock, .sharedMemory, .size, .truncate]
                    Disk.fail(operations, with: fault, in: folder, skipped: Int.random(in: 0...20))
                    try await Task.sleep(for: .milliseconds(Int.random(in: 1...100)))
                    faults += Disk.recover()
                    try await Task.sleep(for: .milliseconds(Int.random(in: 1...20)))
                }
                #expect(faults > 0)
                for (number, handle) in handles.enumerated() {
                    #expect(try await handle.result() == DoublingExecutor.sum(of: number))
                }
                await doubling.executor.shutdown()
                await storage.database.close()
                try Figure(figure: "faults of the disk, an executor, \(fault)", value: faults, losses: 0).record()
            }
        }
    }
}
