import ArgumentParser
import TaskExecutionsSchema
import TypedSQL

/// The databases for which migrations are written.
enum GeneratedDialect: String, CaseIterable, ExpressibleByArgument {
    case sqlite
    case postgresql

    var dialect: any SQLDialect {
        switch self {
        case .sqlite: SQLiteDialect()
        case .postgresql: PostgreSQLDialect()
        }
    }

    func script(of migration: TaskExecutionsMigration) throws -> String {
        switch self {
        case .sqlite: try migration.script(for: .sqlite)
        case .postgresql: try migration.script(for: .postgresql)
        }
    }
}
