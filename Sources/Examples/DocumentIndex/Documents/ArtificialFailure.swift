import DurableExecution

/// Trouble of the kind that passes, for the first attempts with some documents, so that there is something to retry.
enum ArtificialFailure {
    static func isDueAtReading(_ path: String, _ context: TaskContext) -> Bool {
        context.attempt == 0 && sum(path) % 5 == 0
    }

    static func isDueAtWriting(_ path: String, _ context: TaskContext) -> Bool {
        context.attempt == 0 && sum(path) % 7 == 0
    }

    /// The same in each process, other than a hash.
    private static func sum(_ path: String) -> Int { path.utf8.reduce(0) { $0 + Int($1) } }
}
