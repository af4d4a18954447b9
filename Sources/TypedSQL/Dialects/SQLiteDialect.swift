/// SQLite, from version 3.38.
public struct SQLiteDialect: SQLDialect {
    public init() {}

    public let name = "sqlite"
    public let identifierQuote = UInt8(ascii: "\"")
    public let maxIdentifierBytes: Int? = nil
    public let allowsNULInText = true
    /// It would become NULL without a word.
    public let allowsNaN = false
    public let returnsWhileUpdating = false
    public let autoIncrementingKey: StaticString = "PRIMARY KEY AUTOINCREMENT NOT NULL"

    public func appendPlaceholder(_ position: Int, to text: inout [UInt8]) { text.append(UInt8(ascii: "?")) }

    public func literal(_ boolean: Bool) -> StaticString { boolean ? "1" : "0" }

    public func membership(of element: SQLList.Element) -> (before: StaticString, after: StaticString) {
        (" in (select value from json_each(", "))")
    }

    public let membershipOfLockedRows: (before: StaticString, after: StaticString) = (" in (", ")")

    /// A transaction that writes has the database to itself.
    public func lockingClause(_ clause: LockingClause) -> StaticString? { nil }

    public func typeName(_ type: ColumnType) -> StaticString {
        switch type {
        case .text, .json: "text"
        case .integer, .bigint, .boolean: "integer"
        case .real: "real"
        }
    }
}

extension SQLDialect where Self == SQLiteDialect {
    public static var sqlite: SQLiteDialect { SQLiteDialect() }
}
