extension TaskExecutionError: CustomStringConvertible {
    /// What happened, for people: the kind, the message, and whether another run may succeed.
    public var description: String {
        let what =
            switch kind {
            case .generic: "failed"
            case .notFound: "not found"
            case .timedOut: "timed out"
            case .cancelled: "cancelled"
            }
        let origin = isInternal ? " in the executor" : ""
        let end = isRetryable || kind == .cancelled ? "" : " (not retryable)"
        return "\(what)\(origin): \(message)\(end)"
    }
}

extension TaskExecutionError {
    /// The error of a parent that ended because of a child: it names the child.
    func of(child: TaskExecutionReference, _ status: TaskExecutionStatus) -> TaskExecutionError {
        // In a deep tree the children at the bottom are what matters, and the message must not grow with the depth.
        guard message.utf8.count < Self.maxNestedMessageBytes else { return self }
        var error = self
        error.message = "the child “\(child.executionID)” (\(child.taskID)) ended as \(status.rawValue): \(message)"
        return error
    }

    private static let maxNestedMessageBytes = 2_000
}
