import TypedSQL

/// A connection that notes the statements that change something, besides the records of migrations.
final class StatementRecorder<Base: SQLConnection>: SQLConnection {
    private let base: Base
    private(set) var statements: [String] = []

    init(_ base: Base) { self.base = base }

    var dialect: Base.Dialect { base.dialect }

    func run(
        _ sql: RenderedSQL, bind: (inout SQLBinder) -> Void, row: (inout SQLRow) throws -> Void
    ) async throws -> Int {
        let text = sql.description
        let isChange = !["select", "savepoint", "release"].contains { text.lowercased().hasPrefix($0) }
        if isChange, !text.contains("durable_migrations") { statements.append(text) }
        return try await base.run(sql, bind: bind, row: row)
    }

    func description(ofTable name: String) async throws -> TableDescription? {
        try await base.description(ofTable: name)
    }
}
