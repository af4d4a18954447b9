/// An index of a table.
public struct Index<Owner: Table>: Sendable {
    /// The name of the index.
    public let name: String
    /// Whether it is unique.
    public let isUnique: Bool
    /// The columns in their order.
    public let columns: [StaticString]
    /// The key in whose order rows with the same values come; `nil` where nobody asks for one.
    public private(set) var key: StaticString?
    /// The rows that a partial index holds; `nil` for all.
    public private(set) var predicate: Condition<Owner>?

    /// Makes it a partial index, of the rows for which the condition is true. Its values stand in the definition as literals.
    public func `where`(_ condition: Condition<Owner>?) -> Index {
        var index = self
        index.predicate = condition
        return index
    }

    /// Has rows with the same values come in the order of the table's key. A database whose indexes do so anyway gets no
    /// column for it.
    public func thenBy<Value>(_ key: Column<Owner, Value>) -> Index {
        var index = self
        index.key = key.name
        return index
    }
}

/// An index without its columns yet.
public struct IndexBuilder: Sendable {
    let name: String
    let isUnique: Bool

    /// The columns of the index, the one that counts most first.
    public func on<Owner: Table, each Value>(_ columns: repeat Column<Owner, each Value>) -> Index<Owner> {
        var names: [StaticString] = []
        for column in repeat each columns { names.append(column.name) }
        return Index(name: name, isUnique: isUnique, columns: names)
    }

    @available(*, unavailable, message: "the columns of an index belong to its table")
    @_disfavoredOverload
    public func on<Owner: Table>(_ columns: any AnyColumn...) -> Index<Owner> { preconditionFailure("unavailable") }
}

/// An index: `index("ix_orders_customer").on(orders.customer)`.
public func index(_ name: String) -> IndexBuilder { IndexBuilder(name: name, isUnique: false) }

/// An index that refuses a second row with the same values.
public func uniqueIndex(_ name: String) -> IndexBuilder { IndexBuilder(name: name, isUnique: true) }
