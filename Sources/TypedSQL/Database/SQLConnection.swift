/// An open connection, as the body of a transaction sees it.
///
/// A driver implements one requirement; the rest of the language stands on it. All of it is asynchronous, for a driver whose
/// database answers over a network; one that answers in the process does so at once, and its methods may be synchronous.
public protocol SQLConnection {
    /// The dialect of the database.
    associatedtype Dialect: SQLDialect

    /// The dialect in which statements are rendered.
    var dialect: Dialect { get }

    /// Runs one statement: binds its values, hands over each row of its result, and says how many rows it changed.
    ///
    /// The row given to `row` is valid only during the call. Where `row` throws, the statement ends there and the error is
    /// passed on.
    @discardableResult
    func run(
        _ sql: RenderedSQL, bind: (inout SQLBinder) -> Void, row: (inout SQLRow) throws -> Void
    ) async throws -> Int

    /// Runs several statements in their order, each counted from 0, and says of each how many rows it changed. The first
    /// that fails is the last that is carried out.
    ///
    /// A driver that talks over a network sends them together, so that they take the time of one.
    @discardableResult
    func run(
        count: Int, sql: (Int) throws -> RenderedSQL, bind: (Int, inout SQLBinder) -> Void,
        row: (Int, inout SQLRow) throws -> Void
    ) async throws -> [Int]

    /// Runs a part of a transaction that is undone as a whole where it throws, without the rest of the transaction.
    func savepoint<Result>(_ body: () async throws -> Result) async throws -> Result

    /// The table of this name as the database has it; `nil` if there is none.
    func description(ofTable name: String) async throws -> TableDescription?
}

extension SQLConnection {
    @discardableResult
    public func run(
        count: Int, sql: (Int) throws -> RenderedSQL, bind: (Int, inout SQLBinder) -> Void,
        row: (Int, inout SQLRow) throws -> Void
    ) async throws -> [Int] {
        var changes: [Int] = []
        changes.reserveCapacity(count)
        for position in 0..<count {
            changes.append(
                try await run(sql(position), bind: { bind(position, &$0) }, row: { try row(position, &$0) })
            )
        }
        return changes
    }
}

extension SQLConnection {
    /// Runs a statement and says how many rows it changed; rows that it returns are passed over.
    ///
    /// - Throws: ``SQLRenderingError``, ``SQLBindingError``, or the driver's error.
    @discardableResult
    public func run(_ statement: some Statement) async throws -> Int {
        if let parts = statement.parts(bindingAtMost: dialect.maxBindings) {
            return try await run(parts: parts) { _ in }
        }
        return try await run(statement.sql)
    }

    /// Runs what one statement was divided into, all of it or nothing.
    private func run(parts: [some Statement], row: (inout SQLRow) throws -> Void) async throws -> Int {
        let sql = parts.map(\.sql)
        let dialect = dialect
        return try await savepoint {
            try await run(
                count: sql.count, sql: { try sql[$0].rendered(for: dialect) }, bind: { sql[$0].bind(to: &$1) },
                row: { try row(&$1) }
            ).reduce(0, +)
        }
    }

    @discardableResult
    public func run(_ sql: SQL) async throws -> Int {
        try await run(sql.rendered(for: dialect), bind: { sql.bind(to: &$0) }, row: { _ in })
    }

    /// All rows of a statement's result.
    ///
    /// - Throws: ``SQLRenderingError``, ``SQLBindingError``, ``SQLDecodingError``, or the driver's error.
    public func all<S: Statement>(_ statement: S) async throws -> [S.Output] {
        var rows: [S.Output] = []
        if let parts = statement.parts(bindingAtMost: dialect.maxBindings) {
            _ = try await run(parts: parts) { rows.append(try statement.decode(&$0)) }
            return rows
        }
        let sql = statement.sql
        try await run(
            sql.rendered(for: dialect), bind: { sql.bind(to: &$0) }, row: { rows.append(try statement.decode(&$0)) })
        return rows
    }

    /// All rows of a result that SQL written by hand has: `connection.all("select id from orders", as: Int.self)`.
    ///
    /// - Parameters:
    ///   - sql: The statement.
    ///   - type: The type of the only column of the result.
    public func all<Value: SQLConvertible>(_ sql: SQL, as type: Value.Type) async throws -> [Value] {
        var rows: [Value] = []
        try await run(
            sql.rendered(for: dialect), bind: { sql.bind(to: &$0) }, row: { rows.append(try Value(from: &$0)) })
        return rows
    }

    /// All rows of a result that SQL written by hand has.
    ///
    /// - Parameters:
    ///   - sql: The statement.
    ///   - type: The type that decodes a row, column by column.
    public func all<Record: SQLRowDecodable>(_ sql: SQL, as type: Record.Type) async throws -> [Record] {
        var rows: [Record] = []
        try await run(
            sql.rendered(for: dialect), bind: { sql.bind(to: &$0) }, row: { rows.append(try Record(from: &$0)) })
        return rows
    }

    /// The first row of a statement's result, if there is one. A select without a limit reads only that one.
    public func first<S: Statement>(_ statement: S) async throws -> S.Output? {
        if statement.parts(bindingAtMost: dialect.maxBindings) != nil { return try await all(statement).first }
        let sql = statement.forFirstRow.sql
        var first: S.Output?
        try await run(sql.rendered(for: dialect), bind: { sql.bind(to: &$0) }) { row in
            if first == nil { first = try statement.decode(&row) }
        }
        return first
    }

    /// Runs a prepared statement once for each input and says how many rows they changed together.
    @discardableResult
    public func run<Input, Output>(
        _ prepared: Prepared<Input, Output>, with inputs: some Sequence<Input>
    ) async throws -> Int {
        let inputs = Array(inputs)
        return try await run(
            count: inputs.count, sql: { _ in prepared.sql }, bind: { prepared.bind(inputs[$0], to: &$1) },
            row: { _, _ in }
        ).reduce(0, +)
    }

    /// Runs a prepared statement and says how many rows it changed.
    @discardableResult
    public func run<Input, Output>(_ prepared: Prepared<Input, Output>, with input: Input) async throws -> Int {
        try await run(prepared.sql, bind: { prepared.bind(input, to: &$0) }, row: { _ in })
    }

    /// Runs a prepared statement and hands over each row of its result, for a caller who puts them together in its own way.
    ///
    /// The row is valid only during the call.
    @discardableResult
    public func run<Input, Output>(
        _ prepared: Prepared<Input, Output>, with input: Input, row: (inout SQLRow) throws -> Void
    ) async throws -> Int {
        try await run(prepared.sql, bind: { prepared.bind(input, to: &$0) }, row: row)
    }

    /// All rows of a prepared statement's result.
    public func all<Input, Output>(_ prepared: Prepared<Input, Output>, with input: Input) async throws -> [Output] {
        var rows: [Output] = []
        try await run(
            prepared.sql, bind: { prepared.bind(input, to: &$0) }, row: { rows.append(try prepared.decode(&$0)) }
        )
        return rows
    }
}

extension SQLConnection {
    /// Waits for the end of each other transaction that has called this, and lets those that call it later wait for the end
    /// of this one: for what several processes may begin at once, such as making tables.
    public func excludeOthers() async throws {
        if let exclusion = dialect.exclusion { try await run(SQL([.literal(exclusion)])) }
    }

    public func savepoint<Result>(_ body: () async throws -> Result) async throws -> Result {
        try await run("savepoint part")
        do {
            let result = try await body()
            try await run("release savepoint part")
            return result
        } catch {
            try await run("rollback to savepoint part")
            try await run("release savepoint part")
            throw error
        }
    }
}
