/// SQLite, from version 3.38.
public struct SQLiteDialect: SQLDialect {
    /// Creates the dialect.
    public init() {}

    public let name = "sqlite"
    public let identifierQuote = UInt8(ascii: "\"")
    public let maxIdentifierBytes: Int? = nil
    /// What SQLite allows by default.
    public let maxBindings = 32_766
    public let allowsNULInText = true
    /// It would become NULL without a word.
    public let allowsNaN = false
    public let returnsWhileUpdating = false
    public let autoIncrementingKey: StaticString = "PRIMARY KEY AUTOINCREMENT NOT NULL"

    public func appendPlaceholder(_ position: Int, to text: inout [UInt8]) { text.append(UInt8(ascii: "?")) }

    /// Before version 3.39 it knows no other words.
    public let distinctness: (isDistinct: StaticString, isNotDistinct: StaticString) = (" is not ", " is ")

    public func literal(_ boolean: Bool) -> StaticString { boolean ? "1" : "0" }

    public func membership(
        of element: SQLList.Element, as type: ColumnType
    ) -> (before: StaticString, after: StaticString) {
        switch element {
        case .integer, .text: (" in (select value from json_each(", "))")
        // A function of the driver: from decimals SQLite may read another number, by the last bit.
        case .real: (" in (select real_from_bits(value) from json_each(", "))")
        case .escapedText:
            (
                " in (select replace(replace(value, char(1) || 'A', char(0)), char(1) || 'B', char(1)) from json_each(",
                "))"
            )
        }
    }

    public let membershipOfLockedRows: (before: StaticString, after: StaticString) = (" in (", ")")

    /// A transaction that writes has the database to itself.
    public func lockingClause(_ clause: LockingClause) -> StaticString? { nil }

    public func typeName(_ type: ColumnType) -> StaticString {
        switch type {
        case .text, .json, .timestamp, .uuid, .numeric, .bytes, .jsonb: "text"
        case .integer, .bigint, .boolean: "integer"
        case .real: "real"
        }
    }
}

extension SQLDialect where Self == SQLiteDialect {
    /// The dialect of SQLite.
    public static var sqlite: SQLiteDialect { SQLiteDialect() }
}
