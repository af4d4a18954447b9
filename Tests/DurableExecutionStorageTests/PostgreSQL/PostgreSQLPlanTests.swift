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
        /// As things are, with half of the rows wanted by somebody.
        case ofRunningRows
        /// Taken when there were so few rows that reading them all was cheapest.
        case ofFewRows
    }

    private static let table = TaskExecutionsTable("my_tasks")

    @Test(arguments: Statistics.allCases)
    func idsAreLookedUpAndUpdatedThroughTheirIndex(statistics: Statistics) async throws {
        let statements = TaskExecutionStatements(table: Self.table, dialect: .postgresql)
        let requirements = TaskExecutionRequirements(status: .running, isFinished: false, executorID: "ex_1")
        let request = TaskExecutionUpdateRequest(executionID: "a", requirements: requirements, update: .claim())
        let texts = [
            try statements.lookup(Lookup(.executionID, of: ["a"])).sql,
            try statements.lookup(Lookup(.executionID, of: ["a", "b"])).sql,
            try statements.update(request).sql,
            try statements.updateReturningIDs(request).sql,
            try statements.decrementParents(count: 2).sql,
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

    /// Rows are changed, and so locked, in the order of the inputs, which is that of their ids.
    @Test(arguments: Statistics.allCases)
    func manyUpdatesTakeTheirInputsOneAfterTheOther(statistics: Statistics) async throws {
        let statements = TaskExecutionStatements(table: Self.table, dialect: .postgresql)
        let request = TaskExecutionUpdateRequest(
            executionID: "a", requirements: TaskExecutionRequirements(status: .running), update: .claim()
        )
        for plan in try await plans(of: [statements.updateReturningIDs(request).sql], statistics) {
            let words = plan.split(separator: "\n").map { $0.drop { " ->".contains($0) }.prefix { $0 != "(" } }
            #expect(
                words.prefix(3).map { $0.split(separator: " ").prefix(2).joined(separator: " ") } == [
                    "Update on", "Nested Loop", "Function Scan",
                ], "\(plan)")
        }
    }

    /// Of a million rows that wait, the first hundred are read, and the others are not sorted.
    @Test(
        arguments: Statistics.allCases,
        [
            TaskExecutionSelector.closing(.ready), .startable(status: .ready, startAtLessThan: 5),
            .finished(true, closeStatus: .idle), .closingExpired(lessThan: 5), .processingExpired(lessThan: 5),
        ])
    func aClaimDoesNotSort(statistics: Statistics, selector: TaskExecutionSelector) async throws {
        let statements = TaskExecutionStatements(table: Self.table, dialect: .postgresql)
        let claim = try statements.claimWithTimes(selector, .claim()).sql
        for plan in try await plans(of: [claim], statistics) {
            #expect(!plan.contains("Sort"), "\(plan)")
            #expect(!plan.contains("Seq Scan"), "\(plan)")
            #expect(plan.contains("my_tasks_pkey"), "\(plan)")
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
            if statistics == .ofFewRows {
                try await connection.run("delete from my_tasks where id > 50")
                try await connection.run("analyze my_tasks")
            }
            if statistics == .withoutRunningRows { try await connection.run("analyze my_tasks") }
            if statistics == .withoutRunningRows || statistics == .ofRunningRows {
                try await connection.run("update my_tasks set status = 'running', is_finished = false where id > 10000")
                try await connection.run(
                    "update my_tasks set status = 'ready', close_status = 'ready' where id between 5000 and 10000")
            }
            if statistics == .ofRunningRows { try await connection.run("analyze my_tasks") }
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
