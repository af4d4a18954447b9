extension DurableExecutor {
    /// How an executor works; the defaults suit most.
    public struct Configuration: Sendable {
        /// Bodies and finalize functions that run at the same time in this executor, at least 1. A body that
        /// runs on after its timeout still counts.
        public var maxConcurrentTaskExecutions = 5_000
        /// Executions that one call to the storage takes to run, 1 to 200.
        public var batchSize = 100
        /// How often the executor looks for what other processes did: new work, cancellations, results that are waited for.
        /// Inside the process nothing waits for it. At least 1 ms.
        public var pollInterval: Duration = .milliseconds(500)
        /// For how long a run belongs to its executor without a sign of life. It is renewed while the body runs; the work of
        /// an executor that died is taken over within two such times. At least 30 ms.
        public var leaseDuration: Duration = .seconds(10)
        /// How many executors in a row may die while they run an execution and have it run again; one more ends it as failed.
        /// A run that ends, whichever way, begins the count anew. The same holds for a parent's finalize, which then ends as
        /// `finalizeFailed`. After two such deaths an execution is a suspect: it begins only when nothing else runs in its
        /// executor, and for up to one ``leaseDuration`` nothing begins beside it.
        public var maxRecoveries = 3
        /// For how long finished executions are kept, if the storage can delete. `nil`, the default, keeps them for seven
        /// days, and forever in a table that has the indexes of the TypeScript package `durable-execution`.
        public var retention: RetentionPolicy?
        /// The largest encoded input in bytes.
        public var maxInputBytes = 1_048_576
        /// The largest encoded output in bytes.
        public var maxOutputBytes = 1_048_576
        /// The largest encoded result of a parent's children in bytes: what they returned, put together as the output of a
        /// parent task without a finalize, or as the input of a finalize task. One that is larger ends the parent as
        /// `finalizeFailed`. A finalize function has no such limit. 16 MiB, with which 1,000 children may return 16 kB each.
        public var maxCollectedBytes = 16_777_216
        /// The most children that one run of a parent task may return.
        public var maxChildren = 1_000
        /// How long a shutdown waits for the running bodies before it cancels them.
        public var shutdownTimeout: Duration = .seconds(30)
        /// How long a shutdown then waits for the cancelled bodies before it gives their executions back.
        public var shutdownCancellationTimeout: Duration = .seconds(5)
        /// How inputs and outputs are stored. All executors on a storage need the same.
        public var codec: any TaskPayloadCodec = JSONTaskPayloadCodec()
        /// Whether the loops have a thread of their own. A simulation that decides what runs next has none.
        package var hasLoopThread = true

        /// The defaults.
        public init() {}

        func validate() throws(DurableExecutionError) {
            let rules = [
                (maxConcurrentTaskExecutions >= 1, "maxConcurrentTaskExecutions must be at least 1"),
                (1...200 ~= batchSize, "batchSize must be 1 to 200"),
                (pollInterval.milliseconds >= 1, "pollInterval must be at least 1 ms"),
                (leaseDuration.milliseconds >= 30, "leaseDuration must be at least 30 ms"),
                (maxRecoveries >= 0, "maxRecoveries must not be negative"),
                (maxInputBytes >= 1, "maxInputBytes must be at least 1"),
                (maxOutputBytes >= 1, "maxOutputBytes must be at least 1"),
                (maxCollectedBytes >= 1, "maxCollectedBytes must be at least 1"),
                (maxChildren >= 1, "maxChildren must be at least 1"),
                (shutdownTimeout >= .zero, "shutdownTimeout must not be negative"),
                (shutdownCancellationTimeout >= .zero, "shutdownCancellationTimeout must not be negative"),
            ]
            for (isKept, message) in rules where !isKept {
                throw DurableExecutionError(.invalidOption, "the executor's configuration is not valid: \(message)")
            }
        }

        var payloads: TaskPayloads {
            TaskPayloads(
                codec: codec, maxInputBytes: maxInputBytes, maxOutputBytes: maxOutputBytes,
                maxCollectedBytes: maxCollectedBytes
            )
        }
    }
}
