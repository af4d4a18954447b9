import PostgreSQLDriver
import PostgreSQLTestServer
import Testing

@testable import DurableExecutionStorage
@testable import TypedSQL

/// Each operation finds its rows through the index that was made for it, whatever the server believes about the table.
@Suite struct PostgreSQLPlanTests {
    /// What the server knows of the table when it makes a plan.
    enum Statistics: CaseIterable {
        /// A plan made for an empty table is kept when the table has grown.
        case ofAnEmptyTable
        case none
        /// Taken before anything ran, as of a queue that was empty then.
        case withoutRunningRows
    }

    private static let table = TaskExecutionsTable("my_tasks")

    @Test(arguments: Statistics.allCases)
    func idsAreLookedUpAndUpdatedThroughTheirIndex(statistics: Statistics) async throws {
        let statements = TaskExecutionStatements(table: Self.table, dialect: .postgresql)
        let filters = TaskExecutionFilters(status: .running, isFinished: false, executorId: "ex_1")
        let texts = [
            try statements.lookup(Lookup(.executionId, of: ["a"])).sql,
            try statements.lookup(Lookup(.executionId, of: ["a", "b"])).sql,
            try statements.updateById(.claim(), filters).sql,
            try statements.updateByIds(.claim(), filters).sql,
        ]
        for plan in try await plans(of: texts, statistics) {
            #expect(plan.contains("ix_my_tasks_execution_id"), "\(plan)")
            #expect(!plan.contains("Seq Scan"), "\(plan)")
        }
    }

    @Test(arguments: Statistics.allCases)
    func aClaimReadsItsOwnIndexInItsOwnOrderOnce(statistics: Statistics) async throws {
        let statements = TaskExecutionStatements(table: Self.table, dialect: .postgresql)
        let claim = try statements.claim(.startable(status: .ready, startAtLessThan: 5), .claim()).sql
        for plan in try await plans(of: [claim], statistics) {
            #expect(plan.contains("Index Scan using ix_my_tasks_status_start_at"), "\(plan)")
            #expect(plan.contains("my_tasks_pkey"), "\(plan)")
            #expect(!plan.contains("Seq Scan"), "\(plan)")
            // What is read and locked is decided before the first row is changed, and not again for each.
            #expect(plan.contains("InitPlan"), "\(plan)")
        }
    }

    private func plans(of texts: [RenderedSQL], _ statistics: Statistics) async throws -> [String] {
        let storage = try await SQLTaskExecutionsStorage.onTestServer(table: Self.table)
        defer { Task { await storage.database.close() } }
        return try await storage.database.transaction { connection in
            try await connection.run("set local plan_cache_mode = force_generic_plan")
            try await connection.run("alter table my_tasks set (autovacuum_enabled = false)")
            let fill: SQL = """
                insert into my_tasks (task_id, execution_id, retry_options, sleep_ms_before_run, timeout_ms,
                    are_children_sequential, input, is_sleeping_task, status, is_finished, retry_attempts, start_at,
                    expires_at, active_children_count, on_children_finished_processing_status, close_status,
                    needs_promise_cancellation, created_at, updated_at)
                select 't', 'te_' || n, '{"maxAttempts":0}', 0, 0, false, '', false, 'completed', true, 0, 0, n, 0, 'idle',
                    'closed', false, 0, 0
                from generate_series(1, 20000) n
                """
            if statistics != .ofAnEmptyTable { try await connection.run(fill) }
            if statistics == .withoutRunningRows {
                try await connection.run("analyze my_tasks")
                try await connection.run("update my_tasks set status = 'running', is_finished = false where id > 10000")
            }
            var plans: [String] = []
            for (index, text) in texts.enumerated() {
                let name = "plan_\(index)"
                let placeholders = text.text.count { $0 == UInt8(ascii: "$") }
                let values =
                    placeholders == 0
                    ? "" : "(" + Array(repeating: "null", count: placeholders).joined(separator: ", ") + ")"
                let prepare = RenderedSQL(text: Array("prepare \(name) as ".utf8) + text.text)
                try await connection.run(prepare, bind: { _ in }, row: { _ in })
                var plan = ""
                try await connection.run(
                    RenderedSQL(text: Array("explain execute \(name)\(values)".utf8)), bind: { _ in }
                ) { row in
                    plan += try row.next(String.self) + "\n"
                }
                plans.append(plan)
            }
            return plans
        }
    }
}
