/// Writes SQL as the text of one dialect.
struct SQLRenderer<Dialect: SQLDialect> {
    let dialect: Dialect
    var text: [UInt8] = []
    private var placeholders = 0
    /// The statements around the place where the renderer stands, the innermost last.
    private var frames: [Frame] = []
    /// What a statement for many inputs reads; `nil` for one that is run for a single input.
    private let inputs: InputParts?

    /// What the columns of a statement belong to, and what the statement calls its table.
    private struct Frame {
        let owner: any SQLScope.Type
        let table: String
        let name: String
        /// The second table of a join, and what the statement calls it.
        var joined: (table: String, name: String)?
    }

    init(dialect: Dialect, inputs: InputParts? = nil) {
        self.dialect = dialect
        self.inputs = inputs
        text.reserveCapacity(1024)
    }

    mutating func render(_ sql: SQL) throws(SQLRenderingError) {
        for chunk in sql.chunks { try render(chunk) }
    }

    private mutating func render(_ chunk: SQL.Chunk) throws(SQLRenderingError) {
        switch chunk {
        case .literal(let literal): append(literal)
        case .string(let string): try append(quoted: string.description)
        case .integer(let integer): text += (integer < 0 ? "(\(integer))" : String(integer)).utf8
        // Two minus signs in a row would begin a comment.
        case .constant(.integer(let integer)): text += (integer < 0 ? "(\(integer))" : String(integer)).utf8
        case .constant(let value): try append(constant: value)
        case .typeName(let type): append(dialect.typeName(type))
        case .null(let type):
            append("null")
            appendCast(to: type)
        case .columnDefinition(let column): try append(column)
        case .optionsOfChangingTable: if let text = dialect.optionsOfChangingTable { append(text) }
        case .indexName(let name):
            try checkForNUL(name)
            try append(identifier: dialect.indexName(name))
        case .indexKey(let name):
            if dialect.indexesEndWithKey { break }
            append(", ")
            try append(identifier: name.description)
        case .column(let name, let owner, let source):
            try append(column: name, of: owner, source, in: frames.last)
        case .outerColumn(let name, let owner, let source):
            try append(column: name, of: owner, source, in: frames.dropLast().last)
        case .name(let name): try append(identifier: name.description)
        case .excluded(let name):
            append("excluded.")
            try append(identifier: name.description)
        case .identifier(let name): try append(identifier: name)
        case .value(_, let type):
            appendPlaceholder()
            appendCast(to: type)
        case .parameter(let index, let type):
            if inputs != nil { return try append(inputColumn: index) }
            appendPlaceholder()
            appendCast(to: type)
        case .inputRows: if let inputs { try append(inputs) }
        case .inputTable(let columns): try append(inputTableOf: columns)
        case .inputColumn(let index): try append(inputColumn: index)
        case .beginKey: append(dialect.inputRows.key.before)
        case .endKey: append(dialect.inputRows.key.after)
        case .list(let list): append(listOf: list.element, as: list.type)
        case .listParameter(_, let element): append(listOf: element, as: element.type)
        case .rows(let rows): appendPlaceholders(rows: rows.rowCount, columns: rows.columnCount)
        case .beginLockedRows: append(dialect.membershipOfLockedRows.before)
        case .endLockedRows: append(dialect.membershipOfLockedRows.after)
        case .locking(let clause): if let text = dialect.lockingClause(clause) { append(text) }
        case .enter(let owner, let table): frames.append(Frame(owner: owner, table: table, name: table))
        case .enterCorrelated(let owner, let table):
            frames.append(Frame(owner: owner, table: table, name: unusedName(for: table)))
        case .enterJoin(let owner, let table, let joined):
            let name = unusedName(for: table)
            frames.append(Frame(owner: owner, table: table, name: name))
            frames[frames.count - 1].joined = (joined, unusedName(for: joined))
        case .source(let source): try append(source: source)
        case .isDistinctFrom: append(dialect.distinctness.isDistinct)
        case .isNotDistinctFrom: append(dialect.distinctness.isNotDistinct)
        case .leave: _ = frames.popLast()
        case .nothingAssigned: throw SQLRenderingError(.nothingAssigned)
        case .unequalRows: throw SQLRenderingError(.unequalRows)
        }
    }

    private mutating func append(_ literal: StaticString) {
        literal.withUTF8Buffer { text.append(contentsOf: $0) }
    }

    private mutating func appendPlaceholder() {
        placeholders += 1
        dialect.appendPlaceholder(placeholders, to: &text)
    }

    private mutating func appendCast(to type: ColumnType?) {
        guard let type, let cast = dialect.placeholderCast else { return }
        append(cast)
        append(dialect.typeName(type))
    }

    /// What a subselect calls its table, so that the one of the same name around it keeps its own.
    private func unusedName(for table: String) -> String {
        var name = table
        var number = 1
        while frames.contains(where: { $0.name == name || $0.joined?.name == name }) {
            number += 1
            name = "t\(number)"
        }
        return name
    }

    private mutating func append(source: UInt8) throws(SQLRenderingError) {
        guard let frame = frames.last else { return }
        let (table, name) = source == 0 ? (frame.table, frame.name) : frame.joined ?? (frame.table, frame.name)
        try append(identifier: table)
        if name != table {
            append(" as ")
            try append(identifier: name)
        }
    }

    private mutating func append(listOf element: SQLList.Element, as type: ColumnType) {
        let (before, after) = dialect.membership(of: element, as: type)
        append(before)
        appendPlaceholder()
        append(after)
    }

    /// Another name than that of the table that is changed.
    private var inputTable: String { frames.last?.name == "input" ? "inputs" : "input" }

    private mutating func append(inputColumn index: Int) throws(SQLRenderingError) {
        try append(identifier: inputTable)
        append(".")
        try append(identifier: inputColumn(index))
    }

    /// What the columns of `values` are called where nobody names them.
    private func inputColumn(_ index: Int) -> String { "column\(index + 1)" }

    private mutating func append(_ inputs: InputParts) throws(SQLRenderingError) {
        append(" from ")
        switch dialect.inputRows.form {
        case .lists(let before, let type, let after):
            // unnest($1::text[], $2::bigint[]) as "input" ("column1", "column2")
            append(before)
            for (position, element) in inputs.types.enumerated() {
                if position > 0 { append(", ") }
                appendPlaceholder()
                if element.isSentAsText {
                    append(type.before)
                    append(dialect.typeName(.text))
                    append(type.after)
                }
                append(type.before)
                append(dialect.typeName(element))
                append(type.after)
            }
            append(after)
            append(" as ")
            try append(inputTableOf: Array(inputs.types.indices))
        case .rows:
            // (values (?, ?), (?, ?)) as "input"
            append("(values ")
            appendPlaceholders(rows: inputs.count, columns: inputs.types.count)
            append(") as ")
            try append(identifier: inputTable)
        }
    }

    /// `"input" ("column1", "column2")`
    private mutating func append(inputTableOf columns: [Int]) throws(SQLRenderingError) {
        try append(identifier: inputTable)
        for (position, column) in columns.enumerated() {
            append(position == 0 ? " (" : ", ")
            try append(identifier: inputColumn(column))
        }
        append(")")
    }

    private mutating func appendPlaceholders(rows: Int, columns: Int) {
        for row in 0..<rows {
            append(row == 0 ? "(" : ", (")
            for column in 0..<columns {
                if column > 0 { append(", ") }
                appendPlaceholder()
            }
            append(")")
        }
    }

    private mutating func append(
        column: StaticString, of owner: any SQLScope.Type, _ source: UInt8, in frame: Frame?
    ) throws(SQLRenderingError) {
        if let frame {
            if ObjectIdentifier(owner) != ObjectIdentifier(frame.owner) {
                throw SQLRenderingError(
                    .columnOfAnotherTable(owner: "\(owner)", statement: "\(frame.owner)"),
                    identifier: column.description
                )
            }
            try append(identifier: source == 0 ? frame.name : frame.joined?.name ?? frame.name)
            append(".")
        }
        try append(identifier: column.description)
    }

    private mutating func append(identifier: String) throws(SQLRenderingError) {
        let bytes = identifier.utf8
        if bytes.isEmpty { throw SQLRenderingError(.emptyIdentifier) }
        try checkForNUL(identifier)
        if let limit = dialect.maxIdentifierBytes, bytes.count > limit {
            throw SQLRenderingError(.identifierTooLong(bytes: bytes.count, limit: limit), identifier: identifier)
        }
        append(bytes, in: dialect.identifierQuote)
    }

    private func checkForNUL(_ identifier: String) throws(SQLRenderingError) {
        if identifier.containsNUL { throw SQLRenderingError(.identifierContainsNUL, identifier: identifier) }
    }

    private mutating func append(quoted string: String) throws(SQLRenderingError) {
        if string.containsNUL { throw SQLRenderingError(.textContainsNUL) }
        append(string.utf8, in: UInt8(ascii: "'"))
    }

    private mutating func append(_ bytes: String.UTF8View, in quote: UInt8) {
        text.append(quote)
        for byte in bytes {
            if byte == quote { text.append(quote) }
            text.append(byte)
        }
        text.append(quote)
    }

    private mutating func append(_ column: ColumnDefinition) throws(SQLRenderingError) {
        try append(identifier: column.name.description)
        append(" ")
        append(dialect.typeName(column.type))
        switch column.primaryKey {
        case .autoIncrement:
            append(" ")
            append(dialect.autoIncrementingKey)
        case .plain: append(" PRIMARY KEY NOT NULL")
        case nil: if column.isNotNull { append(" NOT NULL") }
        }
        if column.isUnique { append(" UNIQUE") }
        if let sql = column.defaultSQL {
            append(" DEFAULT (")
            append(sql)
            append(")")
        } else if let value = column.defaultValue {
            append(" DEFAULT ")
            try append(constant: value)
        }
    }

    private mutating func append(constant: SQLValue) throws(SQLRenderingError) {
        switch constant {
        case .null: append("null")
        case .boolean(let value): append(dialect.literal(value))
        case .integer(let value): text += String(value).utf8
        case .real(let value):
            if !value.isFinite { throw SQLRenderingError(.numberIsNotFinite) }
            text += String(value).utf8
        case .text(let value), .json(let value): try append(quoted: value)
        }
    }
}

extension SQL {
    /// The text in a dialect; the values are bound by ``bind(to:)``.
    public func rendered(for dialect: some SQLDialect) throws(SQLRenderingError) -> RenderedSQL {
        try rendered(for: dialect, inputs: nil)
    }

    func rendered(for dialect: some SQLDialect, inputs: InputParts?) throws(SQLRenderingError) -> RenderedSQL {
        var renderer = SQLRenderer(dialect: dialect, inputs: inputs)
        try renderer.render(self)
        return RenderedSQL(text: renderer.text)
    }

    /// Binds the values in the order of their placeholders.
    public func bind(to binder: inout SQLBinder) {
        for chunk in chunks {
            switch chunk {
            case .value(let value, _): binder.bind(value)
            case .list(let list): binder.bind(list)
            case .rows(let rows): if case .values(let bind) = rows.content { bind(&binder) }
            default: break
            }
        }
    }
}
