/// PostgreSQL, from version 12.
public struct PostgreSQLDialect: SQLDialect {
    /// Creates the dialect.
    public init() {}

    public let name = "postgresql"
    public let identifierQuote = UInt8(ascii: "\"")
    /// The server cuts a longer name without an error.
    public let maxIdentifierBytes: Int? = 63
    /// What the protocol has room for.
    public let maxBindings = 65_535
    public let allowsNULInText = false
    public let allowsNaN = true
    public let autoIncrementingKey: StaticString = "PRIMARY KEY GENERATED ALWAYS AS IDENTITY"

    /// Dead rows are taken away when there are some thousands of them, not when they are a fifth of the table, and the
    /// statistics follow; a changed row finds room beside its old version, which makes the server's log a tenth shorter.
    public let optionsOfChangingTable: StaticString? = """
         WITH (fillfactor = 50, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0.01, \
        autovacuum_vacuum_cost_limit = 2000, autovacuum_analyze_threshold = 1000, autovacuum_analyze_scale_factor = 0.02)
        """

    /// The number is ours alone among the advisory locks of a database.
    public let exclusion: StaticString? = "select pg_catalog.pg_advisory_xact_lock(7236837513590372449) is null"

    /// A call that tells all who use the database that it was changed, when the transaction commits.
    public static let changeNotification: StaticString = "pg_catalog.pg_notify('durable_changes', '')"

    public func appendPlaceholder(_ position: Int, to text: inout [UInt8]) {
        text.append(UInt8(ascii: "$"))
        text += String(position).utf8
    }

    /// The server takes a value of an unknown type for a text.
    public let placeholderCast: StaticString? = "::"

    public func literal(_ boolean: Bool) -> StaticString { boolean ? "true" : "false" }

    /// As an array: the rows of an `IN` would be joined, and the server, which can't know how few they are, might read the
    /// whole table for that.
    public func membership(
        of element: SQLList.Element, as type: ColumnType
    ) -> (before: StaticString, after: StaticString) {
        switch element {
        case .text, .escapedText:
            switch type {
            case .timestamp: (" = any(", "::text[]::timestamp with time zone[])")
            case .uuid: (" = any(", "::text[]::uuid[])")
            case .numeric: (" = any(", "::text[]::numeric[])")
            case .bytes: (" = any(", "::text[]::bytea[])")
            case .jsonb: (" = any(", "::text[]::jsonb[])")
            case .text, .integer, .bigint, .real, .boolean, .json: (" = any(", "::text[])")
            }
        case .integer: (" = any(", "::bigint[])")
        case .real: (" = any(", "::double precision[])")
        }
    }

    /// The server can join in several ways, and takes one that reads the whole table where it believes that to be small;
    /// for this form of a comparison there is only one.
    public let inputRows = InputRows(
        .lists(before: "unnest(", type: (before: "::", after: "[]"), after: ")"),
        key: (before: " = any(array[", after: "])")
    )

    public let insertsNullAtACost = true
    public let indexesEndWithKey = false

    /// An `IN` may be carried out for each row that is looked at, and find and lock other rows each time.
    public let membershipOfLockedRows: (before: StaticString, after: StaticString) = (" = any(array(", "))")

    public func lockingClause(_ clause: LockingClause) -> StaticString? {
        switch (clause.strength, clause.skipsLocked) {
        case (.update, false): " for update"
        case (.update, true): " for update skip locked"
        case (.share, false): " for share"
        case (.share, true): " for share skip locked"
        }
    }

    public func typeName(_ type: ColumnType) -> StaticString {
        switch type {
        case .text: "text"
        case .integer: "integer"
        case .bigint: "bigint"
        case .real: "double precision"
        case .boolean: "boolean"
        case .json: "json"
        case .timestamp: "timestamp with time zone"
        case .uuid: "uuid"
        case .numeric: "numeric"
        case .bytes: "bytea"
        case .jsonb: "jsonb"
        }
    }
}

extension SQLDialect where Self == PostgreSQLDialect {
    /// The dialect of PostgreSQL.
    public static var postgresql: PostgreSQLDialect { PostgreSQLDialect() }
}
