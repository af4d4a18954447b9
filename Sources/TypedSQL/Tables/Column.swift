/// A column of a table, with the Swift type of its values; an optional type is a nullable column.
///
/// A column belongs to a type of table, not to one instance of it: where a program has two tables of one type, with different
/// names, a column means the one that the statement names.
public struct Column<Owner: SQLScope, Value: SQLConvertible>: SQLExpression {
    /// The definition of the column.
    public let definition: ColumnDefinition
    /// Which of the tables of its scope it belongs to.
    let source: UInt8

    init(_ definition: ColumnDefinition, source: UInt8 = 0) {
        self.definition = definition
        self.source = source
    }

    /// The name of the column.
    public var name: StaticString { definition.name }

    public var sql: SQL { SQL([chunk]) }

    var chunk: SQL.Chunk { .column(name, of: Owner.self, source: source) }

    private func changing(_ change: (inout ColumnDefinition) -> Void) -> ColumnDefinition {
        var definition = definition
        change(&definition)
        return definition
    }
}

extension Column {
    /// The column without NULL.
    public func notNull<Wrapped>() -> Column<Owner, Wrapped> where Value == Wrapped? {
        Column<Owner, Wrapped>(changing { $0.isNotNull = true })
    }

    /// - Parameter autoIncrement: Whether the database makes the keys, each larger than all before; only for integers.
    public func primaryKey<Wrapped>(autoIncrement: Bool = false) -> Column<Owner, Wrapped> where Value == Wrapped? {
        Column<Owner, Wrapped>(
            changing {
                $0.isNotNull = true
                $0.primaryKey = autoIncrement ? .autoIncrement : .plain
            }
        )
    }

    /// The column with unique values.
    public func unique() -> Column { Column(changing { $0.isUnique = true }) }

    /// The value of a row that is inserted without one. It stands in `CREATE TABLE` as text: SQLite misreads numbers with
    /// large exponents, such as 2.36753137369308e-301, by the last bit.
    public func `default`(_ value: Value.Comparand) -> Column { Column(changing { $0.defaultValue = value.sqlValue }) }
}

extension Column {
    /// The value of a row that is inserted without one, as an expression of the database: `.default(sql: "CURRENT_TIMESTAMP")`.
    public func `default`(sql: StaticString) -> Column { Column(changing { $0.defaultSQL = sql }) }
}

/// A column of a table whose value's type is forgotten: what a table reports of itself.
public protocol AnyColumn<Owner>: Sendable {
    /// The table of the column.
    associatedtype Owner: SQLScope

    /// The definition of the column.
    var definition: ColumnDefinition { get }
}

extension Column: AnyColumn {}
