import DurableExecutionStorage
import Foundation
import TypedSQL

/// What is wrong with a database after its processes have died, or its server has, and the last one has finished: empty lists
/// where nothing is.
struct Losses<Database: SQLDatabase> {
    private let storage: SQLTaskExecutionsStorage<Database>
    private let promises: Promises
    /// Whether living executors may have been taken over, which counts as no recovery: then the count does not tell one claim of
    /// an execution from the next.
    private let mayHaveTakenOverTheLiving: Bool

    init(in database: Database, _ promises: Promises, mayHaveTakenOverTheLiving: Bool = false) {
        storage = SQLTaskExecutionsStorage(database)
        self.promises = promises
        self.mayHaveTakenOverTheLiving = mayHaveTakenOverTheLiving
    }

    func all() async throws -> [String] {
        try await damage() + unfinished() + lost() + trees() + ledger() + unrun()
            + (mayHaveTakenOverTheLiving ? [] : repeated())
    }

    /// What the database's own check finds.
    func damage() async throws -> [String] {
        if storage.database.dialect.name == "sqlite" {
            return try await texts("pragma integrity_check").filter { $0 != "ok" }
        }
        _ = try await storage.database.single {
            try await $0.run("create extension if not exists amcheck schema public")
        }
        // It throws where an index does not fit its table.
        return try await texts(
            """
            select name from (select indexrelid::regclass::text as name, public.bt_index_check(indexrelid, true)::text as
                verdict from pg_index join pg_class on oid = indexrelid
                where relnamespace = current_schema()::regnamespace) checked where verdict is null
            """
        )
    }

    private func unfinished() async throws -> [String] {
        try await texts(
            """
            select execution_id || ' is ' || status || ' and ' || close_status from task_executions
            where not is_finished or close_status <> 'closed' or active_children_count <> 0
            or status in ('failed', 'timed_out', 'finalize_failed')
            """
        )
    }

    /// What was acknowledged is there, with the output that it must have.
    private func lost() async throws -> [String] {
        var lost: [String] = []
        let ids = promises.enqueued.keys.sorted() + promises.asleep.sorted()
        for start in stride(from: 0, to: ids.count, by: 1_000) {
            let lookups = ids[start..<min(start + 1_000, ids.count)].map { TaskExecutionLookup(executionID: $0) }
            for (lookup, found) in zip(lookups, try await storage.get(lookups)) {
                lost += loss(of: lookup.executionID, found).map { [$0] } ?? []
            }
        }
        lost += promises.ended.subtracting(promises.enqueued.keys).map { "\($0) ended but was not enqueued" }
        // A cancellation that was acknowledged may have come too late, but then the output was there.
        lost += promises.cancelled.subtracting(promises.enqueued.keys).map { "\($0) was cancelled but not enqueued" }
        return lost
    }

    private func loss(of id: String, _ found: TaskExecution?) -> String? {
        guard let found else { return "\(id) is not there" }
        guard let promise = promises.enqueued[id] else { return nil }
        if promises.cancelling.contains(id), found.status == .cancelled { return nil }
        if found.status == .completed, output(found) == promise.output { return nil }
        return "\(id) of \(promise.taskID) is \(found.status) with \(found.output ?? "no output")"
    }

    private func output(_ execution: TaskExecution) -> Int? {
        let data = Data((execution.output ?? "").utf8)
        let decoder = JSONDecoder()
        return (try? decoder.decode(Int.self, from: data))
            ?? (try? decoder.decode(LoopResult<Int>.self, from: data))?.output
    }

    /// A parent that completed has each of its children once.
    private func trees() async throws -> [String] {
        let counted = try await texts(
            """
            select p.execution_id || ' ' || count(c.id) from task_executions p
            left join task_executions c on c.root_execution_id = p.execution_id
            where p.root_execution_id is null and p.status = 'completed' group by p.id
            """
        )
        let counts = Dictionary(
            counted.map { line in
                let words = line.split(separator: " ")
                return (String(words[0]), Int(words[1]) ?? -1)
            }, uniquingKeysWith: +
        )
        return promises.enqueued.compactMap { id, promise in
            guard let count = counts[id], count != promise.descendants else { return nil }
            return "\(id) of \(promise.taskID) has \(count) descendants"
        }
    }

    /// Each execution that stored its end in the transaction of its row has that row exactly once.
    private func ledger() async throws -> [String] {
        try await texts(
            """
            select e.execution_id || ' has ' || count(l.execution_id) || ' rows in the ledger' from task_executions e
            left join ledger l on l.execution_id = e.execution_id
            where e.task_id = 'double' group by e.id
            having count(l.execution_id) <> case when e.status = 'completed' then 1 else 0 end
            """
        )
    }

    /// A body that ran twice for one claim. A process that stands still for longer than a lease may be taken over by another, and
    /// that counts as no recovery.
    private func repeated() async throws -> [String] {
        try await texts(
            """
            select execution_id || ' ran ' || count(*) || ' times as attempt ' || attempt || ' after ' || recoveries ||
            ' recoveries' from runs group by execution_id, attempt, recoveries, process having count(*) > 1
            """
        )
    }

    /// What ended without having run.
    private func unrun() async throws -> [String] {
        try await texts(
            """
            select execution_id || ' ended and did not run' from task_executions where task_id = 'double'
            and status = 'completed' and execution_id not in (select execution_id from runs)
            """
        )
    }

    private func texts(_ sql: SQL) async throws -> [String] {
        try await storage.database.read { connection in
            var texts: [String] = []
            try await connection.run(sql.rendered(for: connection.dialect), bind: { sql.bind(to: &$0) }) {
                texts.append(try $0.next())
            }
            return texts
        }
    }
}
