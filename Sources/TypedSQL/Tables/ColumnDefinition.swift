/// What the database knows about a column.
public struct ColumnDefinition: Sendable, Hashable {
    /// The kind of a primary key.
    public enum PrimaryKey: Sendable, Hashable {
        /// A key that the program sets.
        case plain
        /// A key that the database generates.
        case autoIncrement
    }

    /// The name of the column.
    public let name: StaticString
    /// The type of the column.
    public let type: ColumnType
    /// Whether it rejects NULL.
    public internal(set) var isNotNull = false
    /// The kind of primary key; `nil` for other columns.
    public internal(set) var primaryKey: PrimaryKey?
    /// Whether its values are unique.
    public internal(set) var isUnique = false
    /// The value of rows that are inserted without one.
    public internal(set) var defaultValue: SQLValue?
    /// A default that the database works out.
    public internal(set) var defaultSQL: StaticString?

    init(name: StaticString, type: ColumnType) {
        self.name = name
        self.type = type
    }

    public func hash(into hasher: inout Hasher) {
        name.withUTF8Buffer { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }

    public static func == (left: ColumnDefinition, right: ColumnDefinition) -> Bool {
        left.name.hasSameBytes(as: right.name) && left.type == right.type
            && left.isNotNull == right.isNotNull && left.primaryKey == right.primaryKey
            && left.isUnique == right.isUnique && left.defaultValue == right.defaultValue
            && left.defaultSQL?.description == right.defaultSQL?.description
    }
}

/// The types that the language knows; a dialect has a name for each.
public enum ColumnType: Int32, Sendable, Hashable, CaseIterable {
    /// A text.
    case text
    /// At least 32 bits.
    case integer
    /// 64 bits.
    case bigint
    /// A floating-point number of 64 bits.
    case real
    /// A boolean.
    case boolean
    /// A JSON document.
    case json
    /// A moment; on SQLite a text that sorts by time.
    case timestamp
    case uuid
    /// A decimal number of any precision; on SQLite a text.
    case numeric
    /// On SQLite a text of hexadecimal digits.
    case bytes
    /// A JSON document that can be compared.
    case jsonb
}

extension ColumnType {
    /// Whether values go to the database, and come back, as texts.
    var isSentAsText: Bool {
        switch self {
        case .timestamp, .uuid, .numeric, .bytes, .jsonb: true
        case .text, .integer, .bigint, .real, .boolean, .json: false
        }
    }
}
