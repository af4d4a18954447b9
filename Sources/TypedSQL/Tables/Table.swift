/// A table: a struct with a stored property for each column.
///
/// ```swift
/// struct Documents: Table {
///     let tableName = "documents"
///     let path = text("path").primaryKey()
///     let size = bigint("size").notNull()
/// }
/// ```
public protocol Table: SQLScope {
    /// Any name that the database allows; it is quoted wherever it is written.
    var tableName: String { get }

    /// The columns in their order; by default the stored properties, found by reflection in some 70 µs. A table that is asked
    /// often keeps the answer.
    var columns: [ColumnDefinition] { get }

    /// None by default.
    var indexes: [Index<Self>] { get }

    /// Rules beside those of the columns, such as composite and foreign keys; none by default.
    var constraints: [TableConstraint<Self>] { get }

    /// Whether each row changes several times and then rests or goes, as in a queue; not by default. A database that has to
    /// tidy up behind changes is told to do so more often.
    var changesOften: Bool { get }
}

extension Table {
    public var columns: [ColumnDefinition] {
        Mirror(reflecting: self).children.compactMap { ($0.value as? any AnyColumn)?.definition }
    }

    public var indexes: [Index<Self>] { [] }

    public var constraints: [TableConstraint<Self>] { [] }

    public var changesOften: Bool { false }
}

/// A table with a Swift type for its rows.
public protocol RecordTable: Table {
    associatedtype Record: SQLRowDecodable

    /// The table whose columns these are: another declaration of it where this one only reads its rows in another shape, and
    /// by default the table itself.
    associatedtype Base: Table = Self

    /// The columns that make up a record, in its order; by default all but a key that the database makes.
    var recordColumns: [StaticString] { get }
}

extension RecordTable {
    public var recordColumns: [StaticString] {
        columns.filter { $0.primaryKey != .autoIncrement }.map(\.name)
    }
}
