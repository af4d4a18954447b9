/// A piece of SQL: constant text of the program, names and values, never a text with a value in it.
///
/// A string literal is SQL. What is interpolated becomes a binding, or, where it is a column, a statement or another piece,
/// what it stands for; there is no way to interpolate text:
/// ```swift
/// let total: SQL = "coalesce(sum(\(orders.amount)), \(0))"
/// ```
public struct SQL: Sendable {
    package var chunks: [Chunk]

    /// Nothing, for pieces to be added to.
    public init() { chunks = [] }

    package init(_ chunks: [Chunk]) { self.chunks = chunks }

    /// What SQL is made of.
    package enum Chunk: Sendable {
        /// Text of the program.
        case literal(StaticString)
        /// A string constant of the program; rendered in quotes.
        case string(StaticString)
        /// An integer constant.
        case integer(Int64)
        /// A constant of a table's definition or of the code; rendered as a literal.
        case constant(SQLValue)
        /// The dialect's name of a type.
        case typeName(ColumnType)
        /// No value; its type where nothing beside it tells the database.
        case null(ColumnType?)
        /// A column as `CREATE TABLE` has it.
        case columnDefinition(ColumnDefinition)
        /// What follows the columns of a table whose rows change often.
        case optionsOfChangingTable
        /// The name of an index, which a dialect may shorten.
        case indexName(String)
        /// The key with which an index ends.
        case indexKey(StaticString)
        /// A column of the statement in which it stands, and of which of its tables.
        case column(StaticString, of: any SQLScope.Type, source: UInt8)
        /// A column of the enclosing statement.
        case outerColumn(StaticString, of: any SQLScope.Type, source: UInt8)
        /// A column's name alone, where SQL allows no table before it.
        case name(StaticString)
        /// A column's name, read from the row that a conflicting insert proposed.
        case excluded(StaticString)
        /// The name of a table or an index.
        case identifier(String)
        /// Between two values of which each may be null: that they differ, or that they do not.
        case isDistinctFrom
        case isNotDistinctFrom
        /// A value to bind. Where nothing beside it tells the database its type, it carries that.
        case value(SQLValue, ColumnType? = nil)
        /// A value to bind that a prepared statement gets from its input; its type as for a value.
        case parameter(Int, ColumnType? = nil)
        /// Where a statement for many inputs reads them.
        case inputRows
        /// The name of the rows that an update reads beside its table, and of their columns.
        case inputTable(columns: [Int])
        /// A column of the rows that an update reads beside its table.
        case inputColumn(Int)
        /// That what stands before is the parameter that follows, up to the end of it: the way by which rows are found.
        case beginKey
        case endKey
        /// That what stands before is in a list, which is one binding, so that its length is no part of the text.
        case list(SQLList)
        /// That what stands before is in a list that a prepared statement gets from its input.
        case listParameter(Int, SQLList.Element)
        /// The values of an insert's rows.
        case rows(SQLRows)
        /// That what stands before is among what a locking read finds, up to the end of it.
        case beginLockedRows
        case endLockedRows
        /// The end of a locking read.
        case locking(LockingClause)
        /// From here on columns are those of this table.
        case enter(any SQLScope.Type, table: String)
        /// The same, for a subselect that names columns of the statement around it: it may be of a table of the same name.
        case enterCorrelated(any SQLScope.Type, table: String)
        /// The same for two tables side by side.
        indirect case enterJoin(any SQLScope.Type, table: String, joined: String)
        /// The name of a table that a statement has entered, and what the statement calls it.
        case source(UInt8)
        /// From here on columns are those of the table before.
        case leave
        /// Stands where a statement would need an assignment; it can't be rendered.
        case nothingAssigned
        /// Stands where the rows of an insert do not fit together; it can't be rendered.
        case unequalRows
    }

    public static func + (left: SQL, right: SQL) -> SQL { SQL(left.chunks + right.chunks) }

    public static func += (left: inout SQL, right: SQL) { left.chunks += right.chunks }
}

extension Sequence<SQL> {
    /// The pieces with a separator between them.
    public func joined(separator: SQL) -> SQL {
        var joined = SQL()
        for (index, piece) in enumerated() {
            if index > 0 { joined += separator }
            joined += piece
        }
        return joined
    }
}
