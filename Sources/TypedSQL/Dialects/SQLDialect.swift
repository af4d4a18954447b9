/// What differs between databases in the text of a statement, and nothing else.
public protocol SQLDialect: Sendable {
    /// The name by which tools call it.
    var name: String { get }

    /// The quote around names; inside a name it is doubled.
    var identifierQuote: UInt8 { get }

    /// Names that are longer than this are refused; `nil` for no limit.
    var maxIdentifierBytes: Int? { get }

    /// How many values a statement may bind; by default any number.
    var maxBindings: Int { get }

    /// Whether a text may contain the character U+0000.
    var allowsNULInText: Bool { get }

    /// Whether a column of floating-point numbers can hold “not a number”.
    var allowsNaN: Bool { get }

    /// Appends the placeholder of a binding, which are counted from 1.
    func appendPlaceholder(_ position: Int, to text: inout [UInt8])

    /// What stands between two values of which each may be null: that they differ, and that they do not.
    var distinctness: (isDistinct: StaticString, isNotDistinct: StaticString) { get }

    /// What stands between a placeholder and the name of its type, where nothing beside the placeholder tells it; `nil`, the
    /// default, where a value brings its type along.
    var placeholderCast: StaticString? { get }

    /// A boolean as a constant in the text.
    func literal(_ boolean: Bool) -> StaticString

    /// What stands between an expression and the placeholder of the list that it may be in, and what behind it; the binding
    /// is a JSON array (see ``SQLList/Element``), or a list where the driver takes such.
    ///
    /// - Parameters:
    ///   - element: The elements of the list.
    ///   - type: The type of the values, some of which are sent as texts.
    func membership(of element: SQLList.Element, as type: ColumnType) -> (before: StaticString, after: StaticString)

    /// What stands between an expression and a locking select that is carried out once, and what behind it.
    var membershipOfLockedRows: (before: StaticString, after: StaticString) { get }

    /// The end of a select that locks what it reads; `nil` where the database needs none.
    func lockingClause(_ clause: LockingClause) -> StaticString?

    /// The name of a column type.
    func typeName(_ type: ColumnType) -> StaticString

    /// How a statement takes many inputs at once; by default as rows of `VALUES`.
    var inputRows: InputRows { get }

    /// Whether each NULL of an insert costs as much as a value, so that columns without any had better be left out; not by
    /// default.
    var insertsNullAtACost: Bool { get }

    /// Whether each index ends with the key of the table by itself; so by default.
    var indexesEndWithKey: Bool { get }

    /// What follows the type of a key that the database makes.
    var autoIncrementingKey: StaticString { get }

    /// What follows the columns of a table whose rows change often; `nil`, the default, for nothing.
    var optionsOfChangingTable: StaticString? { get }

    /// Whether an update hands over the rows that it returns while it changes them, the default. A database that keeps them
    /// all until it has changed the last takes longer for that than for reading them before.
    var returnsWhileUpdating: Bool { get }

    /// A statement that makes the transactions that run it wait for one another; `nil`, the default, where all that write do
    /// so anyway.
    var exclusion: StaticString? { get }
}

extension SQLDialect {
    public var placeholderCast: StaticString? { nil }
    public var maxBindings: Int { .max }
    public var distinctness: (isDistinct: StaticString, isNotDistinct: StaticString) {
        (" is distinct from ", " is not distinct from ")
    }
    public var optionsOfChangingTable: StaticString? { nil }
    public var returnsWhileUpdating: Bool { true }
    public var exclusion: StaticString? { nil }
    public var inputRows: InputRows { InputRows(.rows, key: (before: " = ", after: "")) }
    public var insertsNullAtACost: Bool { false }
    public var indexesEndWithKey: Bool { true }

    /// The name under which an index stands in the database: the name itself, or where it is too long its beginning and a
    /// hash of the whole, so that long names with the same beginning stay different.
    public func indexName(_ name: String) -> String {
        guard let limit = maxIdentifierBytes, name.utf8.count > limit else { return name }
        let hash = name.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
        let suffix = "_" + String(hash, radix: 36)
        if suffix.utf8.count >= limit { return String(suffix.suffix(limit)) }
        var beginning = name
        while beginning.utf8.count + suffix.utf8.count > limit { beginning.removeLast() }
        return beginning + suffix
    }
}

/// How a select locks the rows that it reads until the end of the transaction.
public struct LockingClause: Sendable, Hashable {
    /// How rows are locked.
    public enum Strength: Sendable, Hashable {
        /// Nobody else may lock or change the rows.
        case update
        /// Nobody else may change the rows.
        case share
    }

    /// How rows are locked.
    public var strength: Strength
    /// Whether rows that somebody else has locked are left out.
    public var skipsLocked: Bool

    /// Creates a locking clause.
    public init(_ strength: Strength, skipsLocked: Bool = false) {
        self.strength = strength
        self.skipsLocked = skipsLocked
    }
}
