internal import TypedSQL

/// What the steps of a body have brought, and the other calls that are remembered, each once.
struct StepsTable: SideTable {
    let tableName: String
    private let executions: TaskExecutionsTable

    let id = bigint("id").primaryKey(autoIncrement: true)
    let executionID = text("execution_id").notNull()
    /// A step, a sleep, a signal, a child, a time or a random value.
    let kind = text("kind").notNull()
    let name = text("name").notNull()
    /// What varies between calls of one name; empty if nothing does.
    let key = text("key").notNull()
    /// Which repetition of the name and the key it is, from 0.
    let number = integer("number").notNull()
    let attempts = integer("attempts").notNull()
    /// Sealed for the execution, the kind, the name, the key and the number.
    let result = text("result")
    /// Sealed as the result is; a step has either.
    let failure = text("failure")
    let childExecutionID = text("child_execution_id")
    /// The run that stored it.
    let run = bigint("run").notNull()
    let createdAt = bigint("created_at").notNull()

    init(of executions: TaskExecutionsTable) {
        tableName = executions.sideTableName("steps")
        self.executions = executions
    }

    var indexes: [Index<StepsTable>] {
        [
            uniqueIndex(executions.sideIndexName("steps_call")).on(executionID, kind, name, key, number),
            index(executions.sideIndexName("steps_child")).on(childExecutionID).where(isNotNull(childExecutionID)),
        ]
    }
}
