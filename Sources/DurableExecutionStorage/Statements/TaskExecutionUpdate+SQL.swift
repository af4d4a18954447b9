internal import DurableExecution
internal import TaskExecutionsSchema
internal import TypedSQL

extension TaskExecutionUpdate {
    /// Sets the columns that the update names. Statuses and flags become literals, all else a parameter, so that updates of
    /// one shape share a statement.
    func assign<Input: UpdateInput>(to row: inout Assignments<TaskExecutionsTable>, _ input: Parameters<Input>) {
        switch executorID {
        case .unchanged: break
        case .set: row.executorID = input { $0.update.executorID.applied(to: nil) }
        case .unset: row.executorID = nil
        }
        if let status { row.status = status }
        if let isFinished { row.isFinished = isFinished }
        switch runOutput {
        case .unchanged: break
        case .set: row.runOutput = input { $0.update.runOutput.applied(to: nil) }
        case .unset: row.runOutput = nil
        }
        if output != nil { row.output = input { $0.update.output } }
        switch error {
        case .unchanged: break
        case .set: row.error = input { $0.update.error.applied(to: nil) }
        case .unset: row.error = nil
        }
        if retryAttempts != nil { row.retryAttempts = input { $0.update.retryAttempts ?? 0 } }
        if startAt != nil { row.startAt = input { $0.update.startAt ?? 0 } }
        switch startedAt {
        case .unchanged: break
        case .set: row.startedAt = input { $0.update.startedAt.applied(to: nil) }
        case .unset: row.startedAt = nil
        }
        assignExpiry(to: &row, input)
        if waitingForChildrenStartedAt != nil {
            row.waitingForChildrenStartedAt = input { $0.update.waitingForChildrenStartedAt }
        }
        if waitingForFinalizeStartedAt != nil {
            row.waitingForFinalizeStartedAt = input { $0.update.waitingForFinalizeStartedAt }
        }
        if finishedAt != nil { row.finishedAt = input { $0.update.finishedAt } }
        assignChildren(to: &row, input)
        assignClosing(to: &row, input)
        row.updatedAt = input { $0.update.updatedAt }
        if recoveries != nil { row.recoveries = input { $0.update.recoveries } }
    }

    private func assignExpiry<Input: UpdateInput>(
        to row: inout Assignments<TaskExecutionsTable>, _ input: Parameters<Input>
    ) {
        if expiresAfterTimeoutFrom != nil {
            let start: Parameter<TaskExecutionsTable, Int64> = input { $0.update.expiresAfterTimeoutFrom ?? 0 }
            let timeout = row.column(\.timeoutMs)
            // The largest number where the sum would not fit: such a time never comes.
            row.expiresAt = when(
                Condition("\(timeout) > \(literal(Int64.max)) - \(start)"), then: literal(Int64.max)
            ).otherwise(sql("\(start) + \(timeout)"))
            return
        }
        switch expiresAt {
        case .unchanged: break
        case .set: row.expiresAt = input { $0.update.expiresAt.applied(to: nil) }
        case .unset: row.expiresAt = nil
        }
    }

    private func assignChildren<Input: UpdateInput>(
        to row: inout Assignments<TaskExecutionsTable>, _ input: Parameters<Input>
    ) {
        if children != nil { row.children = input { $0.update.children } }
        if activeChildrenCount != nil { row.activeChildrenCount = input { $0.update.activeChildrenCount ?? 0 } }
        if let status = childrenFinishedProcessingStatus { row.childrenFinishedProcessingStatus = status }
        switch childrenFinishedProcessingExpiresAt {
        case .unchanged: break
        case .set:
            row.childrenFinishedProcessingExpiresAt = input {
                $0.update.childrenFinishedProcessingExpiresAt.applied(to: nil)
            }
        case .unset: row.childrenFinishedProcessingExpiresAt = nil
        }
        if childrenFinishedProcessingFinishedAt != nil {
            row.childrenFinishedProcessingFinishedAt = input { $0.update.childrenFinishedProcessingFinishedAt }
        }
        if finalize != nil { row.finalize = input { $0.update.finalize } }
    }

    private func assignClosing<Input: UpdateInput>(
        to row: inout Assignments<TaskExecutionsTable>, _ input: Parameters<Input>
    ) {
        if let closeStatus { row.closeStatus = closeStatus }
        switch closeExpiresAt {
        case .unchanged: break
        case .set: row.closeExpiresAt = input { $0.update.closeExpiresAt.applied(to: nil) }
        case .unset: row.closeExpiresAt = nil
        }
        if closedAt != nil { row.closedAt = input { $0.update.closedAt } }
        if let needsCancellation { row.needsCancellation = needsCancellation }
    }
}
