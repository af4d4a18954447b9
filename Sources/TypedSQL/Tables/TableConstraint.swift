/// A rule about the rows of a table, beside those of its columns: `var constraints: [TableConstraint<Lines>] { [.check(…)] }`.
public struct TableConstraint<Owner: Table>: Sendable {
    /// What happens to a row whose row in the other table is deleted.
    public enum DeleteAction: Sendable, Hashable {
        /// The other row can't be deleted.
        case restrict
        /// The row is deleted, too.
        case cascade
        /// The column becomes null.
        case setNull
    }

    let chunks: [SQL.Chunk]

    /// No two rows have the same values in these columns, by which rows are found.
    public static func primaryKey<each Value>(_ columns: repeat Column<Owner, each Value>) -> TableConstraint {
        TableConstraint(chunks: [.literal("PRIMARY KEY ")] + names(repeat each columns))
    }

    /// No two rows have the same values in these columns.
    public static func unique<each Value>(_ columns: repeat Column<Owner, each Value>) -> TableConstraint {
        TableConstraint(chunks: [.literal("UNIQUE ")] + names(repeat each columns))
    }

    /// The condition is not false for any row. Its values stand in the definition as literals.
    public static func check(_ condition: Condition<Owner>) -> TableConstraint {
        TableConstraint(chunks: [.literal("CHECK (")] + condition.chunks.map(\.asConstant) + [.literal(")")])
    }

    /// Each value of the column is one of the other table's column, unless it is null.
    public static func foreignKey<Value: SQLConvertible, Other: Table, Key: SQLConvertible>(
        _ column: Column<Owner, Value>, references other: Other, _ key: Column<Other, Key>,
        onDelete action: DeleteAction = .restrict
    ) -> TableConstraint where Value.Comparand == Key.Comparand {
        var chunks: [SQL.Chunk] = [.literal("FOREIGN KEY ")] + names(column) + [.literal(" REFERENCES ")]
        chunks += [.identifier(other.tableName), .literal(" ("), .name(key.name), .literal(")")]
        switch action {
        case .restrict: break
        case .cascade: chunks.append(.literal(" ON DELETE CASCADE"))
        case .setNull: chunks.append(.literal(" ON DELETE SET NULL"))
        }
        return TableConstraint(chunks: chunks)
    }

    private static func names<each Value>(_ columns: repeat Column<Owner, each Value>) -> [SQL.Chunk] {
        var names: [[SQL.Chunk]] = []
        for column in repeat each columns { names.append([.name(column.name)]) }
        return enclosed(commaSeparated(names))
    }
}
