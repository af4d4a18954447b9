internal import ArgumentParser
internal import DurableExecutionStorage
internal import Foundation
internal import SQLiteDriver
internal import TypedSQL

struct SQLCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sql",
        abstract: "What the language costs: rendering statements, and reading a row into an execution."
    )

    @Option(help: "How often each statement is rendered.")
    var repetitions = 10_000

    @Option(help: "How many rows are read.")
    var rows = 20_000

    @Flag(help: "Print one JSON object instead of a table.")
    var json = false

    func validate() throws {
        if repetitions < 1 || rows < 1 { throw ValidationError("repetitions and rows have to be positive") }
    }

    func run() async throws {
        let table = TaskExecutionsTable()
        let dialect = SQLiteDialect()
        let statements: [(name: String, render: () throws -> Void)] = [
            (
                "select",
                { _ = try select().from(table).where(eq(table.executionID, "te_1")).sql.rendered(for: dialect) }
            ),
            (
                "select of a list",
                {
                    let condition = and(inArray(table.status, [.ready, .running]), lt(table.startAt, 5))
                    _ = try select(table.id).from(table).where(condition).orderBy(asc(table.startAt)).limit(10)
                        .sql.rendered(for: dialect)
                }
            ),
            (
                "update",
                {
                    let change = update(table).set {
                        $0.status = .running
                        $0.updatedAt = 5
                    }
                    _ = try change.where(eq(table.executionID, "te_1")).sql.rendered(for: dialect)
                }
            ),
        ]
        var nanoseconds: [SQLReport.Cost] = []
        for statement in statements {
            let start = ContinuousClock.now
            for _ in 0..<repetitions { try statement.render() }
            let each = (ContinuousClock.now - start) / .nanoseconds(1) / Double(repetitions)
            nanoseconds.append(SQLReport.Cost(what: "render \(statement.name)", nanoseconds: each))
        }
        nanoseconds += try await costsOfRows(table)
        print(try SQLReport(costs: nanoseconds).text(asJSON: json))
    }

    /// The same rows, once passed over and once read.
    private func costsOfRows(_ table: TaskExecutionsTable) async throws -> [SQLReport.Cost] {
        let database = try await SQLiteDatabase.inMemory()
        let storage = SQLTaskExecutionsStorage(database, table: table)
        try await storage.migrate()
        try await storage.insert(Workload(count: rows).executions)
        let (rows, statement) = (rows, select().from(table))
        let costs = try await database.read { connection in
            var costs: [SQLReport.Cost] = []
            for _ in 0..<2 {
                costs = []
                var start = ContinuousClock.now
                try await connection.run(statement)
                let stepping = (ContinuousClock.now - start) / .nanoseconds(1) / Double(rows)
                start = ContinuousClock.now
                let count = try await connection.all(statement).count
                let reading = (ContinuousClock.now - start) / .nanoseconds(1) / Double(rows)
                guard count == rows else { throw Miscount(count: count) }
                costs.append(SQLReport.Cost(what: "step to a row", nanoseconds: stepping))
                costs.append(SQLReport.Cost(what: "decode a row", nanoseconds: reading - stepping))
            }
            return costs
        }
        await database.close()
        return costs
    }

    private struct Miscount: Error {
        let count: Int
    }
}

/// What the language measured.
struct SQLReport: Report {
    struct Cost: Codable {
        let what: String
        let nanoseconds: Double
    }

    let scenario = "sql"
    let costs: [Cost]

    var lines: [String] {
        [TextTable.line("", "ns")] + costs.map { TextTable.line($0.what, String(format: "%.0f", $0.nanoseconds)) }
    }
}
