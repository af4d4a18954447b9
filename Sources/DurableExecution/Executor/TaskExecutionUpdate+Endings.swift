extension TaskExecutionUpdate {
    /// The end of `execution`: where nobody has to be told of it, it is closed with the same write; the end of a finalize
    /// child is ready to close at once, so that it never counts as an active child.
    public init(ending execution: TaskExecution, as status: TaskExecutionStatus, at now: Int64) {
        self.init(to: status, at: now)
        if execution.parent?.isFinalizeOfParent == true {
            setCloseStatus(.ready, at: now)
        } else if execution.parent == nil, !execution.mayHaveUnfinishedChildren(at: status) {
            setCloseStatus(.closed, at: now)
        }
    }

    /// The end of a parent whose children have all finished.
    public init(finalizing parent: TaskExecution, as status: TaskExecutionStatus, at now: Int64) {
        self.init(ending: parent, as: status, at: now)
        setProcessingStatus(.processed, at: now)
    }

    /// The end of a parent whose finalize child has finished.
    ///
    /// - Parameters:
    ///   - parent: The parent as it is stored.
    ///   - result: The child's output as the parent stores it, or why there is none.
    ///   - now: Unix milliseconds.
    public init(
        finalizing parent: TaskExecution, with result: Result<String?, TaskExecutionError>, at now: Int64
    ) {
        switch result {
        case .success(let output):
            self.init(ending: parent, as: .completed, at: now)
            self.output = output
        case .failure(let error):
            self.init(ending: parent, as: .finalizeFailed, at: now)
            self.error = .set(error.storable)
        }
    }
}

extension TaskExecution {
    /// A parent gets to these ends only after the last of its children.
    fileprivate func mayHaveUnfinishedChildren(at end: TaskExecutionStatus) -> Bool {
        guard end != .completed, end != .finalizeFailed else { return false }
        return children?.isEmpty == false || finalize != nil
    }
}
