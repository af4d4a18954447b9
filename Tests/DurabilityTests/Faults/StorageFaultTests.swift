import DurableExecutionStorage
import Foundation
import SQLiteDriver
import Testing
import TypedSQL

extension MachineFaults {
    /// Each operation of the storage, with each kind of fault at every call to the disk.
    @Suite struct StorageFaultTests {
        private static let faults: [(Disk.Operation, Disk.Fault)] = [
            (.write, .ioError), (.write, .full), (.write, .shortWrite), (.sync, .ioError), (.sync, .full),
            (.read, .ioError), (.size, .ioError), (.lock, .ioError), (.sharedMemory, .ioError), (.truncate, .ioError),
        ]

        @Test(arguments: StorageCall.allCases)
        func aCallSucceedsWhollyOrThrowsAndChangesNothing(_ call: StorageCall) async throws {
            try Disk.prepare()
            try await TemporaryFolder.with { folder in
                let (template, after) = try await Self.template(for: call, in: folder)
                var faults = 0
                var losses: [String] = []
                for (operation, fault) in Self.faults {
                    var skipped = 0
                    while true {
                        let faulted = FaultedCall(call: call, operation: operation, fault: fault, skipped: skipped)
                        let outcome = try await faulted.perform(on: template, expecting: after)
                        if outcome.faults == 0 { break }
                        faults += 1
                        losses += [outcome.loss].compactMap(\.self)
                        skipped += Nightly.isOn ? 1 : 1 + skipped * 2
                    }
                }
                #expect(faults > 0)
                #expect(losses == [])
                try Figure(figure: "faults of the disk, \(call)", value: faults, losses: losses.count).record()
            }
        }

        /// A closed database with the sample rows, and what the call makes of them.
        private static func template(
            for call: StorageCall, in folder: TemporaryFolder
        ) async throws -> (URL, [TaskExecution]) {
            let storage = SQLTaskExecutionsStorage(try await folder.database())
            try await storage.migrate()
            try await storage.insert(SampleRows.all)
            await storage.database.close()
            let template = folder.url.appending(path: "template.db")
            try FileManager.default.copyItem(at: folder.url.appending(path: "test.db"), to: template)
            let changed = SQLTaskExecutionsStorage(try await folder.database())
            let before = try await changed.rows()
            try await call.perform(on: changed)
            let after = try await changed.rows()
            #expect(after != before)
            await changed.database.close()
            return (template, after)
        }
    }
}
