/// A statement as a value: its SQL, and how a row of its result becomes an `Output`.
///
/// A statement that returns no rows has the output `Never`. Statements hold no connection; build one where it reads well and
/// run it where there is a connection.
public protocol Statement<Output>: Sendable {
    /// The type of a row of its result.
    associatedtype Output

    /// The SQL of the statement.
    var sql: SQL { get }

    /// The same in several statements, if it binds more values than that and can be divided; `nil` otherwise.
    func parts(bindingAtMost limit: Int) -> [Self]?

    /// The same for a caller who reads only the first row.
    var forFirstRow: Self { get }

    /// Decodes a row of its result.
    func decode(_ row: inout SQLRow) throws(SQLDecodingError) -> Output
}

extension Statement {
    public func parts(bindingAtMost limit: Int) -> [Self]? { nil }

    public var forFirstRow: Self { self }
}

/// Makes an `Output` of a row.
public typealias RowDecoder<Output> = @Sendable (inout SQLRow) throws(SQLDecodingError) -> Output
