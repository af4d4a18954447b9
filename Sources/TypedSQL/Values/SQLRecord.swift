/// A Swift type for the rows of a table: it knows in which order its columns lie there.
///
/// Reading and binding go by position, one line a column, in the order of ``RecordTable/recordColumns``.
public protocol SQLRecord: Sendable {
    init(from row: inout SQLRow) throws(SQLDecodingError)
    func bind(to binder: inout SQLBinder)
}
