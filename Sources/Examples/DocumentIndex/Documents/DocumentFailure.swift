import DurableExecution

/// Why a document is not in the index.
struct DocumentFailure: TaskFailure, CustomStringConvertible {
    let description: String
    let isRetryable: Bool

    init(_ description: String, isRetryable: Bool = true) {
        self.description = description
        self.isRetryable = isRetryable
    }
}
