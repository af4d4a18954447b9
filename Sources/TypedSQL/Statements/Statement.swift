/// A statement as a value: its SQL, and how a row of its result becomes an `Output`.
///
/// A statement that returns no rows has the output `Never`. Statements hold no connection; build one where it reads well and
/// run it where there is a connection.
public protocol Statement<Output>: Sendable {
    associatedtype Output

    var sql: SQL { get }

    func decode(_ row: inout SQLRow) throws(SQLDecodingError) -> Output
}

/// Makes an `Output` of a row.
public typealias RowDecoder<Output> = @Sendable (inout SQLRow) throws(SQLDecodingError) -> Output
