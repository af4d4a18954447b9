/// The rows of two tables side by side: the scope of a join.
public enum Joined<Left: Table, Right: Table>: SQLScope {}

/// The columns of a table as those of a join, which may hold the table twice.
@dynamicMemberLookup
public struct Columns<Owner: SQLScope, Source: Table>: Sendable {
    let table: Source
    let source: UInt8

    public subscript<Value>(dynamicMember path: KeyPath<Source, Column<Source, Value>>) -> Column<Owner, Value> {
        Column(table[keyPath: path].definition, source: source)
    }
}

/// The columns of the right table of a left join, each of which may hold nothing.
@dynamicMemberLookup
public struct OptionalColumns<Owner: SQLScope, Source: Table>: Sendable {
    let table: Source
    let source: UInt8

    public subscript<Value>(dynamicMember path: KeyPath<Source, Column<Source, Value>>) -> Column<Owner, Value?> {
        Column(table[keyPath: path].definition, source: source)
    }

    public subscript<Value>(dynamicMember path: KeyPath<Source, Column<Source, Value?>>) -> Column<Owner, Value?> {
        Column(table[keyPath: path].definition, source: source)
    }
}
