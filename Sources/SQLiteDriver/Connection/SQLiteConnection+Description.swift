public import TypedSQL

extension SQLiteConnection {
    /// The table of this name as SQLite has it; `nil` if there is none.
    public func description(ofTable name: String) throws -> TableDescription? {
        guard let definition = try definition(of: "table", named: name) else { return nil }
        let isAutoIncrementing = SQLTokens.split(definition).contains("autoincrement")
        let indexes = try rows("select name, \"unique\", origin from pragma_index_list(\(name)) order by seq desc") {
            row throws(SQLDecodingError) in
            (name: try row.next(String.self), isUnique: try row.next(Bool.self), origin: try row.next(String.self))
        }
        var uniqueColumns: Set<String> = []
        var described: [TableDescription.Index] = []
        for index in indexes {
            let columns = try rows("select name from pragma_index_info(\(index.name)) order by seqno") {
                row throws(SQLDecodingError) in
                // A column that is an expression has no name.
                try row.next(String?.self) ?? ""
            }
            if index.origin == "u", columns.count == 1 { uniqueColumns.formUnion(columns) }
            if index.origin == "c" {
                described.append(
                    TableDescription.Index(
                        name: index.name, isUnique: index.isUnique, columns: columns,
                        predicate: try predicate(ofIndex: index.name)
                    )
                )
            }
        }
        let isUnique = uniqueColumns
        let columns = try rows(
            "select name, type, \"notnull\", dflt_value, pk from pragma_table_info(\(name)) order by cid"
        ) {
            row throws(SQLDecodingError) in
            let name = try row.next(String.self)
            let type = try row.next(String.self)
            let isNotNull = try row.next(Bool.self)
            let defaultValue = try row.next(String?.self)
            let isPrimaryKey = try row.next(Int.self) > 0
            return TableDescription.Column(
                name: name, type: type.lowercased(), isNullable: !isNotNull, isPrimaryKey: isPrimaryKey,
                isAutoIncrementing: isPrimaryKey && isAutoIncrementing, isUnique: isUnique.contains(name),
                defaultValue: defaultValue.map(SQLTokens.normalized)
            )
        }
        return TableDescription(name: name, columns: columns, indexes: described)
    }

    /// The condition of a partial index: what follows `WHERE` in the statement that made it.
    private func predicate(ofIndex name: String) throws -> String? {
        guard let definition = try definition(of: "index", named: name) else { return nil }
        let tokens = SQLTokens.split(definition)
        // The columns stand in parentheses behind the table's name; whatever is called “where” before that is a name.
        guard let close = zip(tokens, tokens.dropFirst()).enumerated().first(where: { $0.element == (")", "where") })
        else {
            return nil
        }
        return tokens[(close.offset + 2)...].joined(separator: " ")
    }

    private func definition(of kind: String, named name: String) throws -> String? {
        try rows("select sql from sqlite_schema where type = \(kind) and name = \(name) collate nocase") {
            row throws(SQLDecodingError) in try row.next(String?.self) ?? ""
        }.first
    }

    private func rows<Row>(_ sql: SQL, _ decode: RowDecoder<Row>) throws -> [Row] {
        var rows: [Row] = []
        try run(sql.rendered(for: dialect), bind: { sql.bind(to: &$0) }, row: { rows.append(try decode(&$0)) })
        return rows
    }
}
