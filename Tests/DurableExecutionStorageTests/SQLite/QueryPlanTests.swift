import SQLiteDriver
import Testing

@testable import DurableExecutionStorage
@testable import TypedSQL

/// Each operation finds its rows through the index that was made for it, whatever else is in the table.
@Suite struct QueryPlanTests {
    /// Each selector as the executor uses it, and the end of the name of its index.
    static let selectors: [(TaskExecutionSelector, String)] = [
        (.startable(status: .ready, startAtLessThan: 5), "status_start_at"),
        (.childrenFinished(status: .waitingForChildren, processingStatus: .idle), "status_ocfp_status_acc_updated_at"),
        (.closing(.ready), "close_status_updated_at"),
        (.expired(status: .running, isSleepingTask: false, expiresAtLessThan: 5), "status_is_sleeping_task_expires_at"),
        (.processingExpired(lessThan: 5), "on_ocfp_expires_at"),
        (.closingExpired(lessThan: 5), "close_expires_at"),
        (.ofExecutor("ex_1", needsCancellation: true), "executor_id_npc_updated_at"),
        (.finished(true, closeStatus: .idle), "is_finished_close_status_updated_at"),
    ]

    @Test(arguments: selectors, TaskExecutionsIndexProfile.allCases)
    func aSelectorReadsItsOwnIndexInItsOwnOrder(
        selector: (TaskExecutionSelector, String), indexes: TaskExecutionsIndexProfile
    ) async throws {
        let table = TaskExecutionsTable("my_tasks", indexes: indexes)
        let statements = TaskExecutionStatements(table: table, dialect: .sqlite)
        let plan = try await plan(of: statements.selected(selector.0).sql, on: table)
        #expect(plan.contains { $0.contains("ix_my_tasks_\(selector.1)") }, "\(plan)")
        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
        #expect(!plan.contains { $0.hasPrefix("SCAN my_tasks") && !$0.contains("INDEX") }, "\(plan)")
    }

    /// Also where the database was last told of its tables when they held next to nothing.
    @Test(arguments: [nil, 0, 1, 3])
    func idsAreLookedUpAndUpdatedThroughTheirIndex(analyzedRows: Int?) async throws {
        let table = TaskExecutionsTable("my_tasks")
        let statements = TaskExecutionStatements(table: table, dialect: .sqlite)
        let requirements = TaskExecutionRequirements(status: .running, executorID: "ex_1")
        let request = TaskExecutionUpdateRequest(executionID: "a", requirements: requirements, update: .claim())
        let texts = [
            try statements.lookup(Lookup(.executionID, of: ["a"])).sql,
            try statements.lookup(Lookup(.executionID, of: ["a", "b"])).sql,
            try statements.update(request).sql,
            try statements.updateOfMany(request, count: 2).sql,
            try statements.updateOfMany(request, count: 100).sql,
            try statements.decrementParents(count: 50).sql,
        ]
        for text in texts {
            let plan = try await plan(of: text, on: table, analyzedRows: analyzedRows)
            #expect(plan.contains { $0.contains("SEARCH my_tasks USING INDEX ix_my_tasks_execution_id") }, "\(plan)")
        }
    }

    @Test(arguments: TaskExecutionsIndexProfile.allCases)
    func pagesGoByTheKeyOfTheTable(indexes: TaskExecutionsIndexProfile) async throws {
        let table = TaskExecutionsTable("my_tasks", indexes: indexes)
        for order in TaskExecutionQuery.Order.allCases {
            var query = TaskExecutionQuery(order: order, cursor: TaskExecutionCursor(position: 5))
            query.filter.taskIDs = ["a"]
            query.filter.isSleepingTask = false
            query.filter.createdAt = TaskExecutionTimeRange(from: 1, until: 2)
            let page = try TaskExecutionQueries(table: table).page(query).sql.rendered(for: .sqlite)
            let plan = try await plan(of: page, on: table)
            #expect(plan.contains { $0.hasPrefix("SEARCH my_tasks USING INTEGER PRIMARY KEY") }, "\(plan)")
            #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
        }
    }

    @Test(arguments: TaskExecutionsIndexProfile.allCases)
    func treesAndPruningGoByTheIndexOfTheParents(indexes: TaskExecutionsIndexProfile) async throws {
        let table = TaskExecutionsTable("my_tasks", indexes: indexes)
        let retention = RetentionStatements(table: table, locks: true)
        let byParent = "SEARCH my_tasks USING INDEX ix_my_tasks_parent_execution_id_is_finished"
        let byKey = "SEARCH my_tasks USING INTEGER PRIMARY KEY"
        let statements: [(SQL, String)] = [
            (TaskExecutionQueries(table: table).children(of: ["a", "b"], limit: 100).sql, byParent),
            (
                TaskExecutionQueries(table: table).execution("a").sql,
                "SEARCH my_tasks USING INDEX ix_my_tasks_execution"
            ),
            (retention.window(after: 5).sql, byKey), (retention.rows([1, 2]).sql, byKey),
            (retention.children(of: ["a", "b"], limit: 9).sql, byParent),
            (retention.finishedChildren(of: "a", after: 1, limit: 9).sql, byParent),
            (retention.iterations(ofLoop: "a", before: 1, limit: 9).sql, byParent),
            (retention.deletion(of: [1, 2]).sql, byKey),
        ]
        for (sql, search) in statements {
            let plan = try await plan(of: sql.rendered(for: .sqlite), on: table)
            #expect(plan.contains { $0.hasPrefix(search) }, "\(plan)")
        }
    }

    private func plan(
        of sql: RenderedSQL, on table: TaskExecutionsTable, analyzedRows: Int? = nil
    ) async throws -> [String] {
        let database = try await SQLiteDatabase.inMemory()
        let storage = SQLTaskExecutionsStorage(database, table: table)
        try await storage.migrate()
        if let analyzedRows {
            try await storage.insert((0..<analyzedRows).map { .sample("te_\($0)") })
            try await database.transaction { _ = try await $0.run("analyze" as SQL) }
        }
        return try await database.transaction { connection in
            var plan: [String] = []
            let explanation = RenderedSQL(text: Array("explain query plan ".utf8) + sql.text)
            let placeholders = sql.text.count { $0 == UInt8(ascii: "?") }
            try connection.run(explanation, bind: { for _ in 0..<placeholders { $0.bindNull() } }) { row in
                row.move(to: 3)
                plan.append(try row.next())
            }
            return plan
        }
    }
}
