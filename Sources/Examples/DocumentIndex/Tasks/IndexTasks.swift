import DurableExecutionStorage
import TypedSQL

/// The tasks, the same in each process:
///
///     index_folder                   lists the folder; at the end checks the index and puts it into use
///     ├─ index_document, for each
///     │  ├─ read_document
///     │  ├─ split_document
///     │  └─ write_document           the words and the end of this task: one transaction
///     └─ approval                    sleeps until somebody approves
struct IndexTasks {
    let indexFolder: DurableTask<IndexFolder, IndexTotals>
    let approval: DurableTask<SleepingTaskID, Approval>
    private let read: DurableTask<IndexDocument, ReadDocument>
    private let split: DurableTask<ReadDocument, SplitDocument>
    private let write: DurableTask<SplitDocument, IndexedDocument>
    private let indexDocument: DurableTask<IndexDocument, IndexedDocument>
    private let store: IndexStore

    init(_ store: IndexStore) {
        self.store = store
        let retry = RetryPolicy(maxRetries: 3, initialDelay: .milliseconds(20), multiplier: 3)
        read = DurableTask("read_document", options: TaskOptions(retry: retry)) { input, context in
            if ArtificialFailure.isDueAtReading(input.path, context) { throw DocumentFailure("the disk is busy") }
            return ReadDocument(runID: input.runID, document: try Document(path: input.path, in: input.folder))
        }
        split = DurableTask("split_document") { input, _ in
            SplitDocument(runID: input.runID, words: Words(of: input.document))
        }
        write = DurableTask("write_document", options: TaskOptions(retry: retry)) { input, context in
            try await store.write(input, context)
        }
        indexDocument = .sequential("index_document", read.then(split).then(write))
        approval = .sleeping("approval", timeout: .seconds(7 * 24 * 3600))
        indexFolder = Self.indexFolder(indexDocument, approval, store)
    }

    private static func indexFolder(
        _ indexDocument: DurableTask<IndexDocument, IndexedDocument>,
        _ approval: DurableTask<SleepingTaskID, Approval>,
        _ store: IndexStore
    ) -> DurableTask<IndexFolder, IndexTotals> {
        .parent("index_folder") { input, context in
            let runID = context.executionID
            let paths = try DocumentFolder.documents(in: input.folder)
            let documents = paths.map {
                indexDocument.child(IndexDocument(runID: runID, folder: input.folder, path: $0))
            }
            return FanOut(
                Listing(paths: paths), children: documents + [approval.child(SleepingTaskID(runID))]
            )
        } finalize: { result, context in
            var totals = IndexTotals(
                documents: 0, words: 0, failures: [],
                approvedBy: try result.outputs(of: approval).first?.name ?? "nobody"
            )
            for (path, child) in zip(result.output.paths, result.children) {
                if let error = child.error {
                    totals.failures.append(IndexTotals.Failure(path: path, reason: error.message))
                } else {
                    totals.documents += 1
                    totals.words += try child.output(of: indexDocument).words
                }
            }
            return try await store.putIntoUse(totals, context)
        }
    }

    /// An executor that knows them all, not started yet.
    func executor() throws -> DurableExecutor {
        var configuration = DurableExecutor.Configuration()
        // What a killed process held waits for the end of its lease.
        configuration.maxConcurrentTaskExecutions = 16
        configuration.leaseDuration = .milliseconds(600)
        configuration.pollInterval = .milliseconds(100)
        configuration.maxChildren = 100_000
        // A document's text and its words are payloads; in JSON a byte takes up to six.
        configuration.maxInputBytes = 8 * Document.largestBytes
        configuration.maxOutputBytes = 8 * Document.largestBytes
        let executor = try DurableExecutor(storage: store.storage, configuration: configuration)
        try executor.register(read)
        try executor.register(split)
        try executor.register(write)
        try executor.register(indexDocument)
        try executor.register(approval)
        try executor.register(indexFolder)
        return executor
    }
}
