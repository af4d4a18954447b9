import DurableExecutionStorage
import SQLiteDriver
import TypedSQL

extension DatabaseOptions {
    /// Opens the executions of a table for the time of the body. A database that does not exist is never made, and a file is
    /// opened for writing, which changes it, only when it has turned out to be one of ours.
    func withExecutions<Result>(
        in table: TableOptions, isReadOnly: Bool, _ body: (any ManagedStorage) async throws -> Result
    ) async throws -> Result {
        try await withExecutions(in: TaskExecutionsTable(table.table), isReadOnly: isReadOnly, body)
    }

    /// - Parameter checksTable: Whether the table has to be as it should; otherwise the file alone has to be there.
    func withExecutions<Result>(
        in table: TaskExecutionsTable, isReadOnly: Bool, checksTable: Bool = true,
        _ body: (any ManagedStorage) async throws -> Result
    ) async throws -> Result {
        if !isReadOnly, case .file = try address {
            try await withStorage(of: table, isReadOnly: true) { if checksTable { try await $0.verifySchema() } }
        }
        return try await withStorage(of: table, isReadOnly: isReadOnly, body)
    }

    /// Opens the storage in a table for the time of the body.
    ///
    /// - Parameter isLimited: Whether a statement that takes too long on a file is interrupted.
    func withStorage<Result>(
        of table: TaskExecutionsTable, isReadOnly: Bool, isLimited: Bool = true,
        _ body: (any ManagedStorage) async throws -> Result
    ) async throws -> Result {
        let address = try address
        do {
            return try await withoutActuallyEscaping(body) { body in
                try await address.withDatabase(
                    isReadOnly: isReadOnly, timeLimit: isLimited ? .milliseconds(timeLimit.milliseconds) : nil,
                    StorageUse(table: table, body: body)
                )
            }
        } catch let error as TaskExecutionsSchemaError {
            throw CommandFailure(error, in: address.shown)
        } catch let error as MissingTable {
            throw CommandFailure("“\(address.shown)”: \(error.description)")
        }
    }
}

/// Works on a storage in a table of the database.
private struct StorageUse<Result>: DatabaseUse {
    let table: TaskExecutionsTable
    let body: (any ManagedStorage) async throws -> Result

    func callAsFunction(_ database: some SQLDatabase) async throws -> Result {
        do {
            return try await body(SQLTaskExecutionsStorage(database, table: table))
        } catch let error as TaskExecutionsSchemaError where error.reason == .missingTable {
            let others = (try? await database.read { try await $0.executionTables() }) ?? []
            if others.isEmpty { throw error }
            let names = others.map { "“\($0.printable)”" }.joined(separator: ", ")
            throw MissingTable(tableName: error.tableName, others: names)
        }
    }
}

private struct MissingTable: Error {
    let tableName: String
    let others: String

    var description: String {
        """
        the database has no table “\(tableName)”, but these tables of executions: \(others). Give one with --table, or make a \
        new one with `durable migrate apply`
        """
    }
}

extension SQLConnection {
    /// The names of the tables that have the columns of executions.
    fileprivate func executionTables() async throws -> [String] {
        let query: SQL =
            dialect is SQLiteDialect
            ? """
            select name from sqlite_schema as t where type = 'table' and 2 = (
                select count(*) from pragma_table_info(t.name) as c where c.name in ('execution_id', 'close_status')
            ) order by name
            """
            : """
            select table_name::text from information_schema.columns
            where table_schema = current_schema() and column_name in ('execution_id', 'close_status')
            group by table_name having count(*) = 2 order by 1
            """
        var names: [String] = []
        try await run(query.rendered(for: dialect), bind: { query.bind(to: &$0) }) { row in
            names.append(try row.next(String.self))
        }
        return names
    }
}
