import DurableExecutionStorage
import Foundation
import TypedSQL

/// One start of the demo: goes through the folder, and runs until every file's execution has ended.
struct DemoRun<Database: SQLDatabase> {
    let location: DemoLocation
    let store: DemoStore<Database>
    let executor: DurableExecutor
    private let task: DurableTask<DigestTask.Input, FileDigest>

    /// The executor is not started yet.
    init(_ location: DemoLocation, _ store: DemoStore<Database>) throws {
        self.location = location
        self.store = store
        var configuration = DurableExecutor.Configuration()
        // A killed process holds up to this many executions, which wait for the end of their leases.
        configuration.maxConcurrentTaskExecutions = 64
        configuration.leaseDuration = .seconds(1)
        configuration.pollInterval = .milliseconds(200)
        configuration.shutdownTimeout = .seconds(1)
        executor = try DurableExecutor(storage: store.storage, configuration: configuration)
        task = DigestTask.make(in: location.folder)
        try executor.register(task)
    }

    /// Sees to it that each file has one execution. A process that is killed here leaves whole batches, and the next one
    /// adds those that are missing.
    func scan(_ runID: String, onBatch: (DemoProgress) -> Void = { _ in }) async throws {
        let excluded = location.databaseFiles
        var batch: [(path: String, execution: TaskExecution)] = []
        for path in FolderWalk(location.folder) where !excluded.contains(location.folder.appending(path)) {
            let escaped = path.escaped
            batch.append((escaped, try executor.prepare(task, DigestTask.Input(path: escaped)).execution))
            if batch.count < batchSize { continue }
            try await store(&batch)
            onBatch(try await store.progress())
        }
        try await store(&batch)
        try await store.markScanned(runID)
    }

    private func store(_ batch: inout [(path: String, execution: TaskExecution)]) async throws {
        try Task.checkCancellation()
        if batch.isEmpty { return }
        try await store.add(batch)
        executor.checkForWork()
        batch = []
    }

    /// Waits for the executions, in any process.
    func finish(onProgress: (DemoProgress) -> Void) async throws {
        while true {
            let progress = try await store.progress()
            onProgress(progress)
            if progress.isFinished { return }
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}

private let batchSize = 500
