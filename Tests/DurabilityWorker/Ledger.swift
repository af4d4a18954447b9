import TypedSQL

/// What the bodies write in the transaction of their end. Nothing but the library keeps an execution from having two rows.
struct Ledger: Table {
    let tableName = "ledger"
    let executionId = text("execution_id").notNull()
}

let ledger = Ledger()
