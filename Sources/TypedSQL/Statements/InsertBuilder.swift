/// An insert that does not know its rows yet.
public struct InsertBuilder<Target: Table>: Sendable {
    let table: Target

    /// One row, column by column: `.values { $0.name = "a" }`. Columns that are not set get their defaults.
    public func values(_ assign: (inout Assignments<Target>) throws -> Void) rethrows -> Insert<Target, Never> {
        try values(CollectionOfOne(())) { row, _ in try assign(&row) }
    }

    /// A row for each element, which all have to set the same columns.
    public func values<Element>(
        _ elements: some Sequence<Element>, _ assign: (inout Assignments<Target>, Element) throws -> Void
    ) rethrows -> Insert<Target, Never> {
        var columns: [StaticString] = []
        var rows: [[SQL.Chunk]] = []
        var isEqual = true
        for element in elements {
            var assignments = Assignments(table)
            try assign(&assignments, element)
            let names = assignments.values.map(\.column)
            if rows.isEmpty { columns = names }
            isEqual = isEqual && names.elementsEqual(columns) { $0.hasSameBytes(as: $1) }
            rows.append([.literal("(")] + commaSeparated(assignments.values.map(\.value)) + [.literal(")")])
        }
        if !isEqual { return insert([.unequalRows]) }
        if columns.isEmpty { return insert([.nothingAssigned]) }
        return insert(columnList(columns) + [.literal(" values ")], .expressions(rows))
    }

    /// One row of defaults only.
    public func defaultValues() -> Insert<Target, Never> { insert([.literal("default values")]) }

    private func insert(_ content: [SQL.Chunk], _ rows: InsertedRows? = nil) -> Insert<Target, Never> {
        Insert(table: table, content: content, rows: rows, projection: .none())
    }

    private func columnList(_ columns: [StaticString]) -> [SQL.Chunk] {
        [.literal("(")] + commaSeparated(columns.map { [.name($0)] }) + [.literal(")")]
    }
}

extension InsertBuilder where Target: RecordTable, Target.Record: SQLRecord {
    /// The insert of one record.
    public func values(_ record: Target.Record) -> Insert<Target, Never> { values([record]) }

    /// Rows for all records, which must not be none.
    public func values(_ records: [Target.Record]) -> Insert<Target, Never> {
        if records.isEmpty { return insert([.nothingAssigned]) }
        let columns = table.recordColumns
        let rows = InsertedRows.records(columns: columns.count, range: records.indices) { range, binder in
            for record in records[range] { record.bind(to: &binder) }
        }
        return insert(columnList(columns) + [.literal(" values ")], rows)
    }

    /// As many records as `records` says, which a prepared statement gets from its input.
    public func values(_ records: RecordsParameter) -> Insert<Target, Never> {
        values(count: records.count, leavingOut: records.omitted, .parameter(records.index))
    }

    private func values(
        count: Int, leavingOut omitted: ColumnPositions = [], _ content: SQLRows.Content
    ) -> Insert<Target, Never> {
        let columns = table.recordColumns.enumerated().filter { !omitted.contains(position: $0.offset) }.map(\.element)
        let rows = SQLRows(columnCount: columns.count, rowCount: count, content: content)
        return insert(count == 0 ? [.nothingAssigned] : columnList(columns) + [.literal(" values "), .rows(rows)])
    }
}

/// Inserts rows: `insert(orders).values { $0.amount = 5 }`.
public func insert<Target: Table>(_ table: Target) -> InsertBuilder<Target> { InsertBuilder(table: table) }
