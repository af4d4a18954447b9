/// What the database knows about a column.
public struct ColumnDefinition: Sendable, Hashable {
    public enum PrimaryKey: Sendable, Hashable {
        case plain
        case autoIncrement
    }

    public let name: StaticString
    public let type: ColumnType
    public internal(set) var isNotNull = false
    public internal(set) var primaryKey: PrimaryKey?
    public internal(set) var isUnique = false
    public internal(set) var defaultValue: SQLValue?

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
    }
}

/// The types that the language knows; a dialect has a name for each.
public enum ColumnType: Int32, Sendable, Hashable, CaseIterable {
    case text
    /// At least 32 bits.
    case integer
    /// 64 bits.
    case bigint
    /// A floating-point number of 64 bits.
    case real
    case boolean
    case json
}
