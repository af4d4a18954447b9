import DurableExecutionStorage
import Foundation
import SQLiteDriver

/// What is wrong with a database after its processes were killed and the last one has finished: an empty list where nothing is.
struct KillLosses {
    private let storage: SQLTaskExecutionsStorage<SQLiteDatabase>
    private let promises: Promises

    init(_ storage: SQLTaskExecutionsStorage<SQLiteDatabase>, _ promises: Promises) {
        self.storage = storage
        self.promises = promises
    }

    func all() async throws -> [String] {
        try await damage() + unfinished() + lost() + trees() + ledger()
    }

    func damage() async throws -> [String] {
        try await texts("pragma integrity_check").filter { $0 != "ok" }
    }

    private func unfinished() async throws -> [String] {
        try await texts(
            """
            select execution_id || ' is ' || status || ' and ' || close_status from task_executions
            where is_finished = 0 or close_status <> 'closed' or active_children_count <> 0
            or (status in ('failed', 'timed_out', 'finalize_failed'))
            """
        )
    }

    /// What was acknowledged is there, with the output that it must have.
    private func lost() async throws -> [String] {
        var lost: [String] = []
        for id in promises.enqueued.keys.sorted() + promises.asleep.sorted() {
            let found = try await storage.get([TaskExecutionLookup(executionId: id)])[0]
            guard let found else {
                lost.append("\(id) is not there")
                continue
            }
            guard let promise = promises.enqueued[id] else { continue }
            if promises.cancelling.contains(id), found.status == .cancelled { continue }
            if found.status != .completed || output(found) != promise.output {
                lost.append("\(id) of \(promise.taskId) is \(found.status) with \(found.output ?? "no output")")
            }
        }
        lost += promises.ended.subtracting(promises.enqueued.keys).map { "\($0) ended but was not enqueued" }
        // A cancellation that was acknowledged may have come too late, but then the output was there.
        lost += promises.cancelled.subtracting(promises.enqueued.keys).map { "\($0) was cancelled but not enqueued" }
        return lost
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
            return "\(id) of \(promise.taskId) has \(count) descendants"
        }
    }

    /// Each execution that stored its end in the transaction of its row has that row exactly once.
    private func ledger() async throws -> [String] {
        try await texts(
            """
            select e.execution_id || ' has ' || count(l.execution_id) || ' rows in the ledger' from task_executions e
            left join ledger l on l.execution_id = e.execution_id
            where e.task_id = 'double' group by e.id
            having count(l.execution_id) <> (e.status = 'completed')
            """
        )
    }

    private func texts(_ sql: SQL) async throws -> [String] {
        try await storage.database.read { connection in
            var texts: [String] = []
            try connection.run(sql.rendered(for: connection.dialect), bind: { sql.bind(to: &$0) }) {
                texts.append(try $0.next())
            }
            return texts
        }
    }
}
