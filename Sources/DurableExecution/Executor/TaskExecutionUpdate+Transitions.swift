/// The fields that follow from a change of status or of a process state: said here and nowhere else. Times are Unix
/// milliseconds.
extension TaskExecutionUpdate {
    /// A change to a status with everything that follows from it.
    public init(to status: TaskExecutionStatus, at now: Int64) {
        self.init(updatedAt: now)
        self.status = status
        if status.isFinished {
            isFinished = true
            finishedAt = now
            runOutput = .unset
        }
        switch status {
        case .ready:
            runOutput = .unset
            startedAt = .unset
        case .running:
            startedAt = .set(now)
        case .waitingForChildren:
            waitingForChildrenStartedAt = now
        case .waitingForFinalize:
            waitingForFinalizeStartedAt = now
        case .failed, .timedOut, .finalizeFailed, .completed, .cancelled:
            break
        }
        if !status.isErrored, status != .ready, status != .running { error = .unset }
        if status != .running, status != .cancelled { executorID = .unset }
        if status != .running { expiresAt = .unset }
    }

    /// A change of how far a parent is with its finished children, with everything that follows from it.
    public init(toProcessingStatus status: ChildrenFinishedProcessingStatus, at now: Int64) {
        self.init(updatedAt: now)
        setProcessingStatus(status, at: now)
    }

    /// Adds a change of how far a parent is with its finished children, with everything that follows from it.
    public mutating func setProcessingStatus(_ status: ChildrenFinishedProcessingStatus, at now: Int64) {
        childrenFinishedProcessingStatus = status
        if status != .processing {
            childrenFinishedProcessingExpiresAt = .unset
            executorID = .unset
        }
        if status == .processed { childrenFinishedProcessingFinishedAt = now }
    }

    /// A change of how far a finished execution is with its closing, with everything that follows from it.
    public init(toCloseStatus status: TaskExecutionCloseStatus, at now: Int64) {
        self.init(updatedAt: now)
        setCloseStatus(status, at: now)
    }

    /// Adds a change of how far a finished execution is with its closing, with everything that follows from it.
    public mutating func setCloseStatus(_ status: TaskExecutionCloseStatus, at now: Int64) {
        closeStatus = status
        if status != .closing { closeExpiresAt = .unset }
        if status == .closed { closedAt = now }
    }
}
