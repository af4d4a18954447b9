public import TypedSQL

/// One step in the life of the table's definition, known by its id for ever.
public struct TaskExecutionsMigration: Sendable {
    /// `0001_task_executions`; the ids sort in the order in which the steps are taken.
    public let id: String
    public let statements: [SQL]

    /// The step as an SQL script.
    ///
    /// - Throws: `SQLRenderingError` if the table's name can't be used in the dialect.
    public func script(for dialect: some SQLDialect) throws(SQLRenderingError) -> String {
        var script = ""
        for statement in statements { script += try statement.rendered(for: dialect).description + ";\n" }
        return script
    }
}

extension TaskExecutionsTable {
    /// All steps that lead to the table as it is now, the oldest first.
    public var migrations: [TaskExecutionsMigration] {
        [
            TaskExecutionsMigration(id: "0001_task_executions", statements: first.definition),
            TaskExecutionsMigration(
                id: "0002_workflows",
                statements: addedColumns.map { addColumn($0) } + sideTables.flatMap { $0.definition }
            ),
        ]
    }

    /// The steps as one SQL script, for tools that apply migrations their own way.
    ///
    /// - Throws: `SQLRenderingError` if the table's name can't be used in the dialect.
    public func migrationScript(for dialect: some SQLDialect) throws(SQLRenderingError) -> String {
        var script = ""
        for migration in migrations { script += try migration.script(for: dialect) }
        return script
    }
}
