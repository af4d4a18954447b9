/// An open connection, as the body of a transaction sees it.
///
/// A driver implements one requirement; the rest of the language stands on it.
public protocol SQLConnection {
    associatedtype Dialect: SQLDialect

    var dialect: Dialect { get }

    /// Runs one statement: binds its values, hands over each row of its result, and says how many rows it changed.
    ///
    /// The row given to `row` is valid only during the call. Where `row` throws, the statement ends there and the error is
    /// passed on.
    @discardableResult
    func run(
        _ sql: RenderedSQL, bind: (inout SQLBinder) -> Void, row: (inout SQLRow) throws -> Void
    ) throws -> Int

    /// The table of this name as the database has it; `nil` if there is none.
    func description(ofTable name: String) throws -> TableDescription?
}

extension SQLConnection {
    /// Runs a statement and says how many rows it changed; rows that it returns are passed over.
    ///
    /// - Throws: ``SQLRenderingError``, ``SQLBindingError``, or the driver's error.
    @discardableResult
    public func run(_ statement: some Statement) throws -> Int { try run(statement.sql) }

    @discardableResult
    public func run(_ sql: SQL) throws -> Int {
        try run(sql.rendered(for: dialect), bind: { sql.bind(to: &$0) }, row: { _ in })
    }

    /// All rows of a statement's result.
    ///
    /// - Throws: ``SQLRenderingError``, ``SQLBindingError``, ``SQLDecodingError``, or the driver's error.
    public func all<S: Statement>(_ statement: S) throws -> [S.Output] {
        let sql = statement.sql
        var rows: [S.Output] = []
        try run(
            sql.rendered(for: dialect), bind: { sql.bind(to: &$0) }, row: { rows.append(try statement.decode(&$0)) })
        return rows
    }

    /// The first row of a statement's result, if there is one; the others are passed over.
    public func first<S: Statement>(_ statement: S) throws -> S.Output? {
        let sql = statement.sql
        var first: S.Output?
        try run(sql.rendered(for: dialect), bind: { sql.bind(to: &$0) }) { row in
            if first == nil { first = try statement.decode(&row) }
        }
        return first
    }

    /// Runs a prepared statement once for each input and says how many rows they changed together.
    @discardableResult
    public func run<Input, Output>(
        _ prepared: Prepared<Input, Output>, with inputs: some Sequence<Input>
    ) throws -> Int {
        var changes = 0
        for input in inputs { changes += try run(prepared, with: input) }
        return changes
    }

    /// Runs a prepared statement and says how many rows it changed.
    @discardableResult
    public func run<Input, Output>(_ prepared: Prepared<Input, Output>, with input: Input) throws -> Int {
        try run(prepared.sql, bind: { prepared.bind(input, to: &$0) }, row: { _ in })
    }

    /// Runs a prepared statement and hands over each row of its result, for a caller who puts them together in its own way.
    ///
    /// The row is valid only during the call.
    @discardableResult
    public func run<Input, Output>(
        _ prepared: Prepared<Input, Output>, with input: Input, row: (inout SQLRow) throws -> Void
    ) throws -> Int {
        try run(prepared.sql, bind: { prepared.bind(input, to: &$0) }, row: row)
    }

    /// All rows of a prepared statement's result.
    public func all<Input, Output>(_ prepared: Prepared<Input, Output>, with input: Input) throws -> [Output] {
        var rows: [Output] = []
        try run(
            prepared.sql, bind: { prepared.bind(input, to: &$0) }, row: { rows.append(try prepared.decode(&$0)) }
        )
        return rows
    }
}

extension SQLConnection {
    /// Runs a part of a transaction that is undone as a whole where it throws, without the rest of the transaction.
    public func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
        try run("savepoint part")
        do {
            let result = try body()
            try run("release savepoint part")
            return result
        } catch {
            try run("rollback to savepoint part")
            try run("release savepoint part")
            throw error
        }
    }
}
