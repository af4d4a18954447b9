/// A column of a table, with the Swift type of its values; an optional type is a nullable column.
public struct Column<Value: SQLConvertible>: SQLExpression {
    public let definition: ColumnDefinition

    init(_ definition: ColumnDefinition) { self.definition = definition }

    public var name: StaticString { definition.name }

    public func append(to chunks: inout [SQL.Chunk]) { chunks.append(.column(name)) }

    private func changing(_ change: (inout ColumnDefinition) -> Void) -> ColumnDefinition {
        var definition = definition
        change(&definition)
        return definition
    }
}

extension Column {
    public func notNull<Wrapped>() -> Column<Wrapped> where Value == Wrapped? {
        Column<Wrapped>(changing { $0.isNotNull = true })
    }

    /// - Parameter autoIncrement: Whether the database makes the keys, each larger than all before; only for integers.
    public func primaryKey<Wrapped>(autoIncrement: Bool = false) -> Column<Wrapped> where Value == Wrapped? {
        Column<Wrapped>(
            changing {
                $0.isNotNull = true
                $0.primaryKey = autoIncrement ? .autoIncrement : .plain
            }
        )
    }

    public func unique() -> Column { Column(changing { $0.isUnique = true }) }

    /// The value of a row that is inserted without one. It stands in `CREATE TABLE` as text: SQLite misreads numbers with
    /// large exponents, such as 2.36753137369308e-301, by the last bit.
    public func `default`(_ value: Value.Comparand) -> Column { Column(changing { $0.defaultValue = value.sqlValue }) }
}

/// A column whose value's type is forgotten: what a table reports of itself.
public protocol AnyColumn: Sendable {
    var definition: ColumnDefinition { get }
}

extension Column: AnyColumn {}
