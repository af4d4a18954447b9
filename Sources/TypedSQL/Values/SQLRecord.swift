/// A Swift type that is read from a row of a table, by position, one line a column, in the order of
/// ``RecordTable/recordColumns``.
public protocol SQLRowDecodable: Sendable {
    init(from row: inout SQLRow) throws(SQLDecodingError)
}

/// A Swift type for the rows of a table, to be read and to be inserted.
public protocol SQLRecord: SQLRowDecodable {
    /// Binds the values in the order of ``RecordTable/recordColumns``.
    func bind(to binder: inout SQLBinder)
}
