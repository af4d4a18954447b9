import DurableExecution

/// One change of one row, and what of it must not be.
struct RowChange {
    var old: TaskExecution
    var new: TaskExecution
    /// Of whoever made it.
    var executorID: String
    /// Unix milliseconds.
    var now: Int64

    var isClaim: Bool { old.status == .ready && new.status == .running }

    var isClosed: Bool { old.closeStatus != .closed && new.closeStatus == .closed }

    var wrongs: [String] { resultWrongs + runWrongs + parentWrongs + closeWrongs }

    /// A result is stored once.
    private var resultWrongs: [String] {
        guard old.isFinished else {
            return new.isFinished == new.status.isFinished ? [] : ["whether it is finished differs from its status"]
        }
        let isSame =
            new.isFinished && old.status == new.status && old.output == new.output && old.error == new.error
            && old.finishedAt == new.finishedAt && old.children == new.children && old.finalize == new.finalize
        return isSame ? [] : ["its end was overwritten; it was \(old.status) with \(old.output ?? "no output")"]
    }

    /// Whoever runs it, and nobody else, says how the run ended, as long as the lease is not over.
    private var runWrongs: [String] {
        guard old.status == .running, !old.isSleepingTask else { return [] }
        var wrongs: [String] = []
        let isOwn = old.executorID == executorID
        let isOver = (old.expiresAt ?? .max) < now
        switch new.status {
        case .running where new.executorID != old.executorID && !isOver:
            wrongs.append("it was taken over before its lease was over")
        case .running, .cancelled: break
        case .ready, .waitingForChildren, .completed, .failed, .timedOut:
            if !isOwn { wrongs.append("its run was ended by an executor that did not run it") }
        case .waitingForFinalize, .finalizeFailed: wrongs.append("it was finalized while it ran")
        }
        let allowed = old.retryAttempts...(old.retryAttempts + (new.status == .ready ? 1 : 0))
        if !allowed.contains(new.retryAttempts) || new.retryAttempts > new.retryPolicy.maxRetries {
            wrongs.append("it has \(new.retryAttempts) attempts after \(old.retryAttempts)")
        }
        return wrongs
    }

    /// A parent goes on when all its children have finished, in one direction only.
    private var parentWrongs: [String] {
        var wrongs: [String] = []
        if old.status == .waitingForChildren, [.ready, .running].contains(new.status) {
            wrongs.append("a parent that waited for its children runs again")
        }
        if old.status == .waitingForFinalize, !new.status.isFinished, new.status != old.status {
            wrongs.append("a parent that waited for its finalize went back")
        }
        let isTaken =
            old.childrenFinishedProcessingStatus == .idle
            && new.childrenFinishedProcessingStatus == .processing
        if isTaken, old.activeChildrenCount != 0 { wrongs.append("it went on before its children had finished") }
        if old.childrenFinishedProcessingStatus == .processed, new.childrenFinishedProcessingStatus != .processed {
            wrongs.append("it was processed and is to be so again")
        }
        return wrongs
    }

    private var closeWrongs: [String] {
        if new.isFinished, new.closeStatus == .idle, new.parent?.isFinalizeOfParent == true {
            return ["a finalize child would be taken off its parent's count"]
        }
        return closeStatusWrongs
    }

    private var closeStatusWrongs: [String] {
        switch (old.closeStatus, new.closeStatus) {
        case (.idle, .ready), (.idle, .closed), (.ready, .closing), (.closing, .closed), (.ready, .closed):
            new.isFinished ? [] : ["it is closed before its end"]
        case (.closing, .ready) where (old.closeExpiresAt ?? .max) < now: []
        case (let before, let after): before == after ? [] : ["its close status went from \(before) to \(after)"]
        }
    }
}
