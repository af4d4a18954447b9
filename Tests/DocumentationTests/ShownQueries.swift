import DurableExecutionStorage
import Foundation
import TypedSQL

/// The queries whose SQL the documents show, under the names in the comments before the SQL.
enum ShownQueries {
    static let all: [String: SQL] = [
        "unpaid orders": unpaid.sql,
        "raise": raise.sql,
        "claim": claim.sql,
    ]

    static let file = URL(filePath: #filePath)
}

private let tasks = TaskExecutionsTable("my_tasks")
private let orders = Orders()

private struct Orders: Table {
    let tableName = "orders"
    let id = bigint("id").primaryKey(autoIncrement: true)
    let customer = text("customer").notNull()
    let amount = integer("amount").notNull()
    let paidAt = bigint("paid_at")

    var indexes: [Index<Orders>] { [index("ix_orders_customer").on(customer)] }
}

private let unpaid = select(orders.id, orders.amount).from(orders)
    .where(and(eq(orders.customer, "Ada"), isNull(orders.paidAt)))
    .orderBy(asc(orders.id))
    .limit(10)

private let raise = update(orders)
    .set { $0.amount = sql("\($0.column(\.amount)) + \(5)") }
    .where(and(inArray(orders.customer, ["Ada", "Grace"]), gt(orders.amount, 100)))
    .returning(orders.id, orders.amount)

private let due = select(tasks.id).from(tasks)
    .where(and(eq(tasks.status, .ready), lt(tasks.startAt, 1_001)))
    .orderBy(asc(tasks.startAt), asc(tasks.id))
    .limit(100)
    .locking(.update, skipsLocked: true)

private let claim = update(tasks)
    .set { row in
        row.status = .running
        row.executorID = "ex_1"
        row.updatedAt = 1_000
    }
    .where(inArray(tasks.id, due))
    .returning(tasks.executionID)
