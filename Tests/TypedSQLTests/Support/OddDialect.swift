import TypedSQL

/// A dialect that no database has, so that nothing of a real one is taken for granted.
struct OddDialect: SQLDialect {
    let name = "odd"
    let identifierQuote = UInt8(ascii: "`")
    let maxIdentifierBytes: Int? = 20
    let allowsNULInText = false
    let allowsNaN = false
    let autoIncrementingKey: StaticString = "KEY_ COUNTED_"
    let optionsOfChangingTable: StaticString? = " CHANGES_"
    let exclusion: StaticString? = "exclude_"

    let indexesEndWithKey = false
    let inputRows = InputRows(
        .lists(before: "lists_ ", type: ("!", "_LIST"), after: " end_lists"), key: (" is_ ", " there_")
    )

    func appendPlaceholder(_ position: Int, to text: inout [UInt8]) { text += ":p\(position)".utf8 }

    func literal(_ boolean: Bool) -> StaticString { boolean ? "TRUE_" : "FALSE_" }

    func membership(
        of element: SQLList.Element, as type: ColumnType
    ) -> (before: StaticString, after: StaticString) {
        switch element {
        case .text, .escapedText: (" in (from texts ", " end texts)")
        case .integer: (" in (from integers ", " end integers)")
        case .real: (" in (from reals ", " end reals)")
        }
    }

    let membershipOfLockedRows: (before: StaticString, after: StaticString) = (" among_ (", ")")

    func lockingClause(_ clause: LockingClause) -> StaticString? {
        switch (clause.strength, clause.skipsLocked) {
        case (.update, false): " lock_"
        case (.update, true): " lock_ skip_"
        case (.share, false): " share_"
        case (.share, true): " share_ skip_"
        }
    }

    func typeName(_ type: ColumnType) -> StaticString {
        switch type {
        case .text: "TEXT_"
        case .integer: "INTEGER_"
        case .bigint: "BIGINT_"
        case .real: "REAL_"
        case .boolean: "BOOLEAN_"
        case .json: "JSON_"
        case .timestamp: "TIMESTAMP_"
        case .uuid: "UUID_"
        case .numeric: "NUMERIC_"
        case .bytes: "BYTES_"
        case .jsonb: "JSONB_"
        }
    }
}
