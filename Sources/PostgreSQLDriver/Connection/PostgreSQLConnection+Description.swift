public import TypedSQL

extension PostgreSQLConnection {
    /// The table of this name as PostgreSQL has it, where the search path leads; `nil` if there is none.
    public func description(ofTable name: String) async throws -> TableDescription? {
        let found: [Int64] = try await rows(
            """
            select c.oid::bigint from pg_catalog.pg_class c
            where c.relname = \(name)::text and c.relkind in ('r', 'p') and pg_catalog.pg_table_is_visible(c.oid)
            """
        ) { row throws(SQLDecodingError) in try row.next() }
        guard let table = found.first else { return nil }
        return TableDescription(
            name: name, columns: try await columns(of: table), indexes: try await indexes(of: table))
    }

    private func columns(of table: Int64) async throws -> [TableDescription.Column] {
        try await rows(
            """
            select a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity <> '',
                coalesce(p.conkey = array[a.attnum], false), pg_catalog.pg_get_expr(d.adbin, d.adrelid),
                exists (select from pg_catalog.pg_constraint u
                    where u.conrelid = a.attrelid and u.contype = 'u' and u.conkey = array[a.attnum])
            from pg_catalog.pg_attribute a
            left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            left join pg_catalog.pg_constraint p on p.conrelid = a.attrelid and p.contype = 'p'
            where a.attrelid = \(table)::bigint::oid and a.attnum > 0 and not a.attisdropped
            order by a.attnum
            """
        ) { row throws(SQLDecodingError) in
            let name: String = try row.next()
            let type: String = try row.next()
            let isNotNull: Bool = try row.next()
            let isIdentity: Bool = try row.next()
            let isPrimaryKey: Bool = try row.next()
            let defaultValue: String? = try row.next()
            return TableDescription.Column(
                name: name, type: type, isNullable: !isNotNull, isPrimaryKey: isPrimaryKey,
                isAutoIncrementing: isPrimaryKey && (isIdentity || defaultValue?.hasPrefix("nextval(") == true),
                isUnique: try row.next(), defaultValue: defaultValue.map { ServerExpression.normalized($0) }
            )
        }
    }

    /// Those that belong to no constraint.
    private func indexes(of table: Int64) async throws -> [TableDescription.Index] {
        try await rows(
            """
            select c.relname, i.indisunique, pg_catalog.pg_get_expr(i.indpred, i.indrelid),
                (select json_agg(coalesce(a.attname::text, '') order by k.position)
                    from unnest(i.indkey) with ordinality k (number, position)
                    left join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number)
            from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid
            where i.indrelid = \(table)::bigint::oid and i.indisvalid
                and not exists (select from pg_catalog.pg_constraint n where n.conindid = i.indexrelid)
            order by c.oid
            """
        ) { row throws(SQLDecodingError) in
            let name: String = try row.next()
            let isUnique: Bool = try row.next()
            let predicate: String? = try row.next()
            return TableDescription.Index(
                name: name, isUnique: isUnique, columns: try row.next(NameList.self).names,
                predicate: predicate.map { ServerExpression.normalized($0) }
            )
        }
    }

    private func rows<Row>(_ sql: SQL, _ decode: RowDecoder<Row>) async throws -> [Row] {
        var rows: [Row] = []
        try await run(sql.rendered(for: dialect), bind: { sql.bind(to: &$0) }, row: { rows.append(try decode(&$0)) })
        return rows
    }
}
