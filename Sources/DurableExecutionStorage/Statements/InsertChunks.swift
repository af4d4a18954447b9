internal import DurableExecution

/// The executions that a call inserts, in lists that one statement inserts each.
struct InsertChunks {
    /// With few different numbers of rows there are few statements to compile.
    private static let sizes = [100, 10, 1]

    let chunks: [ArraySlice<TaskExecution>]

    init(_ executions: [TaskExecution]) {
        var rest = executions[...]
        var chunks: [ArraySlice<TaskExecution>] = []
        for size in Self.sizes {
            while rest.count >= size {
                chunks.append(rest.prefix(size))
                rest = rest.dropFirst(size)
            }
        }
        self.chunks = chunks
    }

    var areOneStatement: Bool { chunks.count == 1 }
}
