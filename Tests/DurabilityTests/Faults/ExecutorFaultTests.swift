import DurableExecutionStorage
import SQLiteDriver
import Testing

extension MachineFaults {
    /// An executor on a disk that fails for a while.
    @Suite struct ExecutorFaultTests {
        @Test(arguments: Disk.Fault.allCases)
        func anExecutorGoesOnByItselfWhenTheFaultEnds(_ fault: Disk.Fault) async throws {
            try Disk.prepare()
            try await TemporaryFolder.with { folder in
                let storage = SQLTaskExecutionsStorage(try await folder.database { $0.synchronous = .full })
                try await storage.migrate()
                var configuration = DurableExecutor.Configuration()
                configuration.pollInterval = .milliseconds(10)
                configuration.leaseDuration = .milliseconds(200)
                configuration.maxRecoveries = 1_000
                let executor = try DurableExecutor(storage: storage, configuration: configuration)
                let double = try executor.task("double") { (number: Int, _) in 2 * number }
                let sum = try executor.parentTask("sum") { (number: Int, _) in
                    WithChildren(children: (0..<3).map { double.child(number + $0) })
                } finalize: { (parent, _) in
                    try parent.outputs(of: double).reduce(0, +)
                }
                let handles = try await executor.enqueue(sum, inputs: 0..<100)
                try await executor.start()
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
                    #expect(try await handle.result() == 2 * (3 * number + 3))
                }
                await executor.shutdown()
                await storage.database.close()
                try Figure(figure: "faults of the disk, an executor, \(fault)", value: faults, losses: 0).record()
            }
        }
    }
}
