import DurableExecutionStorage
import TypedSQL

/// What the bodies write in the transaction of their end. Nothing but the library keeps an execution from having two rows.
struct Ledger: Table {
    let tableName = "ledger"
    let executionID = text("execution_id").notNull()
}

let ledger = Ledger()

/// The runs of bodies, each written by itself before the body does anything else. A body may run again only after its attempt
/// failed or its lease was lost, so no two runs of an execution in one process have the same two numbers.
struct Runs: Table {
    let tableName = "runs"
    let id = text("run_id").notNull().unique()
    let executionID = text("execution_id").notNull()
    let attempt = integer("attempt").notNull()
    let recoveries = integer("recoveries").notNull()
    let process = integer("process").notNull()
}

let runs = Runs()
