/// The columns that a statement sets, as properties: `$0.status = .running`.
///
/// Only columns of the table can be set, and only to values of their type. Setting one twice replaces; reading does not
/// compile, for there is nothing to read: ``column(_:)`` names a column's stored value on the right-hand side.
@dynamicMemberLookup
public struct Assignments<Target: Table> {
    let table: Target
    private(set) var values: [(column: StaticString, value: [SQL.Chunk])] = []

    init(_ table: Target) { self.table = table }

    /// The new value of a column.
    public subscript<Value: SQLConvertible>(dynamicMember path: KeyPath<Target, Column<Target, Value>>) -> Value {
        @available(*, unavailable, message: "an assignment can't be read")
        get { preconditionFailure("unavailable") }
        set { set(path, [newValue.sqlChunk]) }
    }

    // The overloads are ranked so that the compiler speaks of the value when the value is wrong; and a value for a nullable
    // column has one of its own, for without it the compiler gives up inside of a closure's closure.
    /// The new value of a column.
    @_disfavoredOverload
    public subscript<Value: SQLConvertible>(dynamicMember path: KeyPath<Target, Column<Target, Value?>>) -> Value {
        @available(*, unavailable, message: "an assignment can't be read")
        get { preconditionFailure("unavailable") }
        set { set(path, [newValue.sqlChunk]) }
    }

    /// The new value of a column.
    @_disfavoredOverload
    public subscript<Value: SQLConvertible>(dynamicMember path: KeyPath<Target, Column<Target, Value>>) -> SQLFragment<
        Target, Value
    > {
        @available(*, unavailable, message: "an assignment can't be read")
        get { preconditionFailure("unavailable") }
        set { set(path, newValue.content) }
    }

    /// The new value of a column.
    @_disfavoredOverload
    public subscript<Value: SQLConvertible>(dynamicMember path: KeyPath<Target, Column<Target, Value?>>) -> SQLFragment<
        Target, Value
    > {
        @available(*, unavailable, message: "an assignment can't be read")
        get { preconditionFailure("unavailable") }
        set { set(path, newValue.content) }
    }

    /// The new value of a column.
    @_disfavoredOverload
    public subscript<Value: SQLConvertible>(dynamicMember path: KeyPath<Target, Column<Target, Value>>) -> Parameter<
        Target, Value
    > {
        @available(*, unavailable, message: "an assignment can't be read")
        get { preconditionFailure("unavailable") }
        set { set(path, [.parameter(newValue.index)]) }
    }

    /// The value that a column has before the statement.
    public func column<Value: SQLConvertible>(_ path: KeyPath<Target, Column<Target, Value>>) -> SQLFragment<
        Target, Value
    > {
        SQLFragment([table[keyPath: path].chunk])
    }

    private mutating func set<Value>(_ path: KeyPath<Target, Column<Target, Value>>, _ value: [SQL.Chunk]) {
        let column = table[keyPath: path].name
        if let index = values.firstIndex(where: { $0.column.hasSameBytes(as: column) }) {
            values[index].value = value
        } else {
            values.append((column, value))
        }
    }

    /// `"a" = 1, "b" = 2`
    var chunks: [SQL.Chunk] {
        if values.isEmpty { return [.nothingAssigned] }
        return commaSeparated(values.map { [.name($0.column), .literal(" = ")] + $0.value })
    }
}
