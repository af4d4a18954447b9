internal import DurableExecution
package import TaskExecutionsSchema
package import TypedSQL

/// The statements with which the storage works, as texts: for those who want to see what is run, and what may be slow.
package struct ShownStatements {
    /// What an operation runs.
    package struct Shown {
        package let operation: String
        package let sql: String
    }

    private let statements: TaskExecutionStatements

    package init(table: TaskExecutionsTable, dialect: any SQLDialect) {
        statements = TaskExecutionStatements(table: table, dialect: dialect)
    }

    /// Each operation once, with the updates that an executor makes.
    package func all() throws -> [Shown] {
        var claim = TaskExecutionUpdate(updatedAt: 0)
        claim.status = .running
        claim.executorID = .set("")
        claim.startedAt = .set(0)
        claim.expiresAt = .set(0)
        var end = TaskExecutionUpdate(updatedAt: 0)
        end.status = .completed
        end.isFinished = true
        end.finishedAt = 0
        end.output = ""
        end.runOutput = .unset
        end.executorID = .unset
        end.expiresAt = .unset
        end.closeStatus = .ready
        var lease = TaskExecutionUpdate(updatedAt: 0)
        lease.expiresAt = .set(0)
        var closing = TaskExecutionUpdate(updatedAt: 0)
        closing.closeStatus = .closing
        closing.closeExpiresAt = .set(0)
        var closeReady = TaskExecutionUpdate(updatedAt: 0)
        closeReady.closeStatus = .ready
        var processing = TaskExecutionUpdate(updatedAt: 0)
        processing.childrenFinishedProcessingStatus = .processing
        processing.childrenFinishedProcessingExpiresAt = .set(0)
        var cancellation = TaskExecutionUpdate(updatedAt: 0)
        cancellation.needsCancellation = true
        let ofRun = TaskExecutionRequirements(status: .running, executorID: "")
        let ending = TaskExecutionUpdateRequest(executionID: "", requirements: ofRun, update: end)
        let leasing = TaskExecutionUpdateRequest(executionID: "", requirements: ofRun, update: lease)
        let startable = TaskExecutionSelector.startable(status: .ready, startAtLessThan: 0)
        let finished = TaskExecutionSelector.finished(true, closeStatus: .idle)
        return [
            Shown(operation: "look up by id", sql: "\(try statements.lookup(Lookup(.executionID, of: [""])).sql)"),
            Shown(operation: "look up by ids", sql: "\(try statements.lookup(Lookup(.executionID, of: [])).sql)"),
            Shown(
                operation: "look up the children of executions",
                sql: "\(try statements.lookup(Lookup(.parentExecutionID, of: [])).sql)"
            ),
            Shown(operation: "claim what is due", sql: "\(try statements.claim(startable, claim).sql)"),
            Shown(
                operation: "claim finished executions to close",
                sql: "\(try statements.claim(.closing(.ready), closing).sql)"
            ),
            Shown(
                operation: "claim executions whose children have finished",
                sql:
                    "\(try statements.claim(.childrenFinished(status: .waitingForChildren, processingStatus: .idle), processing).sql)"
            ),
            Shown(operation: "end an execution", sql: "\(try statements.update(ending).sql)"),
            Shown(operation: "end many executions", sql: "\(try statements.updateOfMany(ending, count: 1).sql)"),
            Shown(operation: "renew leases", sql: "\(try statements.updateReturningIDs(leasing).sql)"),
            Shown(
                operation: "prepare finished executions for closing",
                sql: "\(try statements.updateSelectedReturningParents(finished, closeReady).sql)"
            ),
            Shown(
                operation: "take finished children off their parents",
                sql: "\(try statements.decrementParents(count: 1).sql)"),
            Shown(
                operation: "release executions whose lease has expired",
                sql:
                    "\(try statements.updateSelected(.expired(status: .running, isSleepingTask: false, expiresAtLessThan: 0), cancellation).sql)"
            ),
            Shown(
                operation: "cancel the children of an execution",
                sql:
                    "\(try statements.updateChildren(ChildTaskExecutionsUpdateRequest(parentExecutionID: "", isFinished: false, update: cancellation)).sql)"
            ),
        ]
    }
}
