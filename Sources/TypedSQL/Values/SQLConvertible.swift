/// A Swift type that a column can hold.
///
/// A conforming type reads itself from the next column of a row and binds itself to the next placeholder of a statement, so
/// that no boxed value stands between a record and the database.
public protocol SQLConvertible: Sendable {
    /// What a value of this type is compared with: the type itself, and for an optional what it wraps, so that a comparison
    /// with `nil`, which is never true in SQL, does not compile.
    associatedtype Comparand: SQLConvertible = Self

    /// The type of column that holds such values; by default text. Asked for where many values are sent as one list.
    static var columnType: ColumnType { get }

    var sqlValue: SQLValue { get }

    /// Whether a value stands in the text of a statement as a literal, where partial indexes see it, and not as a binding: for
    /// types with few values, all constants of the code. `false` by default.
    static var isConstant: Bool { get }

    /// Reads the row's next column; `nil` is NULL.
    static func optional(from row: inout SQLRow) throws(SQLDecodingError) -> Self?

    /// Reads the row's next column, where NULL is an error unless the type is an optional.
    init(from row: inout SQLRow) throws(SQLDecodingError)

    func bind(to binder: inout SQLBinder)
}

extension SQLConvertible {
    public static var columnType: ColumnType { .text }

    @inlinable
    public static var isConstant: Bool { false }

    /// How the value stands beside something that has its type.
    var sqlChunk: SQL.Chunk {
        let value = sqlValue
        if value == .null { return .null(nil) }
        return Self.isConstant ? .constant(value) : .value(value)
    }

    /// How the value stands where the database would guess its type.
    var typedChunk: SQL.Chunk {
        let value = sqlValue
        if value == .null { return .null(Self.columnType) }
        return Self.isConstant ? .constant(value) : .value(value, Self.columnType)
    }

    @inlinable
    public init(from row: inout SQLRow) throws(SQLDecodingError) {
        guard let value = try Self.optional(from: &row) else {
            throw row.mismatch(expected: "\(Self.self)", found: "NULL")
        }
        self = value
    }

    @inlinable
    public func bind(to binder: inout SQLBinder) { binder.bind(sqlValue) }
}

extension Optional: SQLConvertible where Wrapped: SQLConvertible {
    public typealias Comparand = Wrapped.Comparand

    public static var columnType: ColumnType { Wrapped.columnType }

    public var sqlValue: SQLValue { self?.sqlValue ?? .null }

    @inlinable
    public static var isConstant: Bool { Wrapped.isConstant }

    @inlinable
    public static func optional(from row: inout SQLRow) throws(SQLDecodingError) -> Self? {
        .some(try Wrapped.optional(from: &row))
    }

    @inlinable
    public init(from row: inout SQLRow) throws(SQLDecodingError) { self = try Wrapped.optional(from: &row) }

    @inlinable
    public func bind(to binder: inout SQLBinder) {
        if let self { self.bind(to: &binder) } else { binder.bindNull() }
    }
}
