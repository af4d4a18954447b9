internal import TypedSQL

/// What was sent to executions, first in, first out.
struct SignalsTable: SideTable {
    let tableName: String
    private let executions: TaskExecutionsTable

    let id = bigint("id").primaryKey(autoIncrement: true)
    let executionID = text("execution_id").notNull()
    let name = text("name").notNull()
    /// A second signal with the same one is a duplicate.
    let messageID = text("message_id").notNull()
    /// Sealed for the execution, the name and the message.
    let payload = text("payload").notNull()
    /// The number of the step that has received it.
    let consumedBy = bigint("consumed_by")
    let createdAt = bigint("created_at").notNull()

    init(of executions: TaskExecutionsTable) {
        tableName = executions.sideTableName("signals")
        self.executions = executions
    }

    var indexes: [Index<SignalsTable>] {
        [
            uniqueIndex(executions.sideIndexName("signals_message")).on(executionID, name, messageID),
            index(executions.sideIndexName("signals_unconsumed")).on(executionID, name).thenBy(id)
                .where(isNull(consumedBy)),
        ]
    }
}
